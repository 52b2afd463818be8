namespace Bourse.Streams.Sockets;

/// <summary>How reading went: done, more bytes needed, or the connection must close.</summary>
internal readonly record struct FrameVerdict(CloseCode Code, string Reason)
{
    public static FrameVerdict Done => default;

    public static FrameVerdict More => new(CloseCode.None, "");

    public bool IsDone => Code == 0;

    public bool NeedsMore => Code == CloseCode.None;

    public static FrameVerdict Breach(string reason) => new(CloseCode.ProtocolError, reason);

    public static FrameVerdict TooBig(int payloadMax) =>
        new(CloseCode.MessageTooBig, $"A message has at most {payloadMax} bytes.");
}
