namespace Bourse.Simulation;

/// <summary>What a client knows of an attempt.</summary>
internal enum AttemptEnd
{
    /// <summary>No answer, or "outcome unknown".</summary>
    Unknown = 0,

    /// <summary>The venue's answer, a reject included.</summary>
    Answered = 1,

    /// <summary>"Nothing was sent."</summary>
    Refused = 2,
}
