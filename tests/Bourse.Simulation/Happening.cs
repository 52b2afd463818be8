namespace Bourse.Simulation;

/// <summary>Rare courses that a run must meet to be worth something; counted, and asked for by the tests.</summary>
internal enum Happening
{
    /// <summary>A node started from a snapshot, not from the first entry.</summary>
    SnapshotLoaded = 0,

    /// <summary>A node found the newest snapshot damaged.</summary>
    SnapshotPassedOver = 1,

    /// <summary>A batch that was appended again was found in the log.</summary>
    BatchFound = 2,

    /// <summary>A batch that was appended again was not in the log.</summary>
    BatchWrittenLate = 3,

    /// <summary>A row that could be seen was lost by a failover.</summary>
    VisibleRowLost = 4,

    /// <summary>A node answered "outcome unknown".</summary>
    UnknownAnswered = 5,

    /// <summary>A node answered "nothing was sent".</summary>
    RefusedAnswered = 6,

    /// <summary>An order was applied after its window and refused for it.</summary>
    Expired = 7,

    /// <summary>An order that was sent again was refused as a duplicate.</summary>
    Duplicate = 8,

    /// <summary>An order of unknown outcome was found by a question.</summary>
    FoundByQuestion = 9,

    /// <summary>An order of unknown outcome was found not to be there, and sent again.</summary>
    SentAgain = 10,

    /// <summary>A message of the tail came before the entry before it.</summary>
    MessageAhead = 11,
}
