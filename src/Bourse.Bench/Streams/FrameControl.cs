namespace Bourse.Bench.Streams;

/// <summary>Is given a control frame: its first byte, and its payload.</summary>
internal delegate void FrameControl(byte first, ReadOnlySpan<byte> payload);
