namespace Bourse.Log.Memory;

/// <summary>What goes wrong with an append.</summary>
public enum AppendFault
{
    /// <summary>The batch does not reach the log, and the caller is told that the outcome is unknown.</summary>
    UnknownNotWritten = 0,

    /// <summary>The batch stands in the log, and the caller is told that the outcome is unknown.</summary>
    UnknownWritten = 1,

    /// <summary>The storage failed: <see cref="LogFailedException"/>, now and for ever.</summary>
    StorageFailed = 2,
}
