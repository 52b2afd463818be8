namespace Bourse.Drills.Load;

/// <summary>What an answer to an order means for its sender.</summary>
internal enum ReplyMeaning
{
    /// <summary>Accepted.</summary>
    Accepted,

    /// <summary>An open order of the account has this client order id.</summary>
    Duplicate,

    /// <summary>It was not taken; nothing of it will happen.</summary>
    NotTaken,

    /// <summary>It may have been taken, or may yet be.</summary>
    Unknown,

    /// <summary>The venue refused it for good.</summary>
    Refused,
}
