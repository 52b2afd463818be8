namespace Bourse.Simulation;

/// <summary>What goes wrong; also the words of <c>--faults</c>.</summary>
[Flags]
internal enum FaultKind
{
    None = 0,

    /// <summary>A node is killed and later started again.</summary>
    Kill = 1,

    /// <summary>A node stands still for a while.</summary>
    Pause = 2,

    /// <summary>A node is told to stop, and does so in order.</summary>
    Drain = 4,

    /// <summary>A connection to the database breaks: outcomes are unknown.</summary>
    Cut = 8,

    /// <summary>The primary crashes and restarts.</summary>
    Crash = 16,

    /// <summary>The standby is promoted.</summary>
    Failover = 32,

    /// <summary>The standby is promoted while the old primary lives on.</summary>
    TwoPrimaries = 64,

    /// <summary>The synchronous standby is gone for a while.</summary>
    Standby = 128,

    /// <summary>Commits are slow for a while.</summary>
    Slow = 256,

    /// <summary>Messages of the tail are lost, late, doubled, or the cache is gone.</summary>
    Messages = 512,

    /// <summary>A node's clock jumps up to an hour.</summary>
    Clock = 1024,

    /// <summary>Answers and requests are lost between client and node.</summary>
    Answers = 2048,

    /// <summary>A stored snapshot is damaged, or storing one fails.</summary>
    Snapshots = 4096,

    /// <summary>A read of the log fails.</summary>
    Reads = 8192,

    All = 16383,
}
