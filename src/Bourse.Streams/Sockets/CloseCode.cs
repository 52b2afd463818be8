namespace Bourse.Streams.Sockets;

/// <summary>Why a connection ends (RFC 6455, 7.4).</summary>
public enum CloseCode : ushort
{
    Normal = 1000,
    GoingAway = 1001,
    ProtocolError = 1002,
    UnsupportedData = 1003,

    /// <summary>A close frame without a code.</summary>
    None = 1005,
    InvalidText = 1007,

    /// <summary>A limit was passed: too many messages, too slow, too long.</summary>
    PolicyViolation = 1008,
    MessageTooBig = 1009,
    InternalError = 1011,
}
