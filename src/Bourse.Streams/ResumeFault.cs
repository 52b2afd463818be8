namespace Bourse.Streams;

/// <summary>Why a stream cannot go on after the event that a client named.</summary>
public enum ResumeFault
{
    None = 0,

    /// <summary>
    /// Some of what it missed is no more kept: the client must read where things stand and subscribe anew.
    /// </summary>
    TooFarBack = 1,

    /// <summary>It lies so far ahead of this node that it is no place in this log.</summary>
    TooFarAhead = 2,
}
