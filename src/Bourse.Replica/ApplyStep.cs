namespace Bourse.Replica;

/// <summary>What a step of the apply loop came to.</summary>
internal enum ApplyStep
{
    /// <summary>An entry was applied; the next may be there.</summary>
    Applied = 0,

    /// <summary>Nothing is there: wait for the reader.</summary>
    Idle = 1,

    /// <summary>The log cannot be reached: try again after <see cref="ApplyLoop.RetryAfter"/>.</summary>
    Away = 2,

    /// <summary>A fault ended the loop.</summary>
    Ended = 3,
}
