namespace Bourse.Drills.Http;

/// <summary>What is known of a request once it is over.</summary>
internal enum Delivery
{
    /// <summary>There is an answer.</summary>
    Answered,

    /// <summary>It was not sent: there was no connection.</summary>
    NotSent,

    /// <summary>It was sent, and the connection ended before the answer did.</summary>
    Lost,

    /// <summary>It was sent, and no answer came in time.</summary>
    TimedOut,
}
