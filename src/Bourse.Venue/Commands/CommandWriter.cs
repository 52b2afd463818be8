using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Bourse.Venue.Commands;

/// <summary>Frames commands into the payload of a batch; see <see cref="CommandFrame"/> for the layout.</summary>
public static class CommandWriter
{
    /// <summary>Begins a payload.</summary>
    public static void Begin(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.GetSpan(1)[0] = CommandFrame.FormatVersion;
        output.Advance(1);
    }

    public static void Write(IBufferWriter<byte> output, in PlaceOrder command) =>
        WriteStruct(output, CommandType.PlaceOrder, in command);

    public static void Write(IBufferWriter<byte> output, in CancelOrder command) =>
        WriteStruct(output, CommandType.CancelOrder, in command);

    public static void Write(IBufferWriter<byte> output, in CancelOpenOrders command) =>
        WriteStruct(output, CommandType.CancelOpenOrders, in command);

    public static void Write(IBufferWriter<byte> output, in CancelReplaceOrder command) =>
        WriteStruct(output, CommandType.CancelReplaceOrder, in command);

    public static void Write(IBufferWriter<byte> output, in AmendOrder command) =>
        WriteStruct(output, CommandType.AmendOrder, in command);

    public static void Write(IBufferWriter<byte> output, in PlaceOrderList command) =>
        WriteStruct(output, CommandType.PlaceOrderList, in command);

    public static void Write(IBufferWriter<byte> output, in CancelOrderList command) =>
        WriteStruct(output, CommandType.CancelOrderList, in command);

    public static void Write(IBufferWriter<byte> output, in CancelAllAfter command) =>
        WriteStruct(output, CommandType.CancelAllAfter, in command);

    /// <summary>A tick: it has no body; it only carries time.</summary>
    public static void WriteTick(IBufferWriter<byte> output) => WriteBody(output, CommandType.Tick, []);

    /// <summary>An operator's command: any record that <see cref="OperatorCodec"/> knows.</summary>
    /// <exception cref="ArgumentException">It is not one, or its text is longer than a frame.</exception>
    public static void WriteOperator(IBufferWriter<byte> output, object command)
    {
        var body = new ArrayBufferWriter<byte>(256);
        CommandType type = Encode(body, command);
        if (body.WrittenCount > CommandFrame.BodySizeMax)
            throw new ArgumentException(
                $"{type} of {body.WrittenCount} bytes; a frame holds {CommandFrame.BodySizeMax}.");
        WriteBody(output, type, body.WrittenSpan);
    }

    private static CommandType Encode(ArrayBufferWriter<byte> body, object command)
    {
        try
        {
            return OperatorCodec.Write(body, command);
        }
        catch (OverflowException e)
        {
            throw new ArgumentException("A text or list of the command is longer than its form holds.", e);
        }
    }

    private static void WriteStruct<T>(IBufferWriter<byte> output, CommandType type, in T command)
        where T : unmanaged =>
        WriteBody(output, type, MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in command, 1)));

    private static void WriteBody(IBufferWriter<byte> output, CommandType type, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(output);
        int size = CommandFrame.HeaderSize + body.Length;
        Span<byte> span = output.GetSpan(size);
        BinaryPrimitives.WriteUInt16LittleEndian(span, unchecked((ushort)body.Length));
        span[2] = (byte)type;
        body.CopyTo(span[CommandFrame.HeaderSize..]);
        output.Advance(size);
    }
}
