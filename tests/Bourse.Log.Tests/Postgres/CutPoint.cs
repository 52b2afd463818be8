namespace Bourse.Log.Tests.Postgres;

/// <summary>Where a <see cref="CuttingProxy"/> resets a connection.</summary>
internal enum CutPoint
{
    /// <summary>The statement does not reach the server.</summary>
    BeforeSend = 0,

    /// <summary>A part of the statement does.</summary>
    InSend = 1,

    /// <summary>All of it does, and nobody waits for the reply.</summary>
    AfterSend = 2,

    /// <summary>The server has replied, and the reply is lost.</summary>
    BeforeReply = 3,
}
