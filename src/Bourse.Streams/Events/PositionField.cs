using Bourse.Api.Http;

namespace Bourse.Streams.Events;

/// <summary>The field of ours that every event ends with.</summary>
internal static class PositionField
{
    public static void Position(this JsonPen pen, StreamPosition position)
    {
        Span<byte> text = stackalloc byte[StreamPosition.LengthMax];
        pen.Text("seq"u8, text[..position.Format(text)]);
    }
}
