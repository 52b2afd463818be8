namespace Bourse.Simulation;

/// <summary>A deliberate mistake around the node's code; the simulation must find each.</summary>
internal enum Defect
{
    None = 0,

    /// <summary>The database confirms a commit before the standby has it.</summary>
    CommitBeforeReplication = 1,

    /// <summary>The log hands a node its own batch before the database has it.</summary>
    AcknowledgeBeforeCommit = 2,

    /// <summary>A message that runs ahead is taken for the next entry.</summary>
    SkipGap = 3,

    /// <summary>After an unknown outcome the batch is appended under a new id.</summary>
    ForgetRetryKey = 4,

    /// <summary>What a new connection shows is trusted before the fence.</summary>
    TrustBeforeFence = 5,

    /// <summary>A node's own batch is applied when its append completes, whatever stands before it.</summary>
    ApplyOwnEarly = 6,

    /// <summary>A snapshot's hash chain is not taken over.</summary>
    ForgetChain = 7,

    /// <summary>A barrier asks this node for the head, not the log.</summary>
    StaleHead = 8,

    /// <summary>An unknown outcome is told as "nothing was sent".</summary>
    GuessOutcome = 9,

    /// <summary>Entries get the node's time, not the log's.</summary>
    NodeTime = 10,

    /// <summary>A message that comes twice is applied twice.</summary>
    ApplyTwice = 11,

    /// <summary>After a snapshot the replay begins an entry too late.</summary>
    SkipAfterSnapshot = 12,

    /// <summary>A client is given the answer that another should have had.</summary>
    SwapAnswers = 13,

    /// <summary>After a reconnect there is no fence, and nobody looks whether the newest entry still stands.</summary>
    NeverCheckStanding = 14,

    /// <summary>After an unknown outcome the batch is appended once more than it should be.</summary>
    AppendTwice = 15,

    /// <summary>A node that starts again takes the id, and so the batch ids, of its life before.</summary>
    ReuseNodeId = 16,
}
