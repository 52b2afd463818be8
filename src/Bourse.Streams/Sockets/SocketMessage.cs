namespace Bourse.Streams.Sockets;

/// <summary>A whole message of a client, or a control frame.</summary>
/// <param name="Opcode">Text, ping, pong or close.</param>
/// <param name="Payload">Without a mask; valid until the next read.</param>
/// <param name="Code">For a close, its code.</param>
internal readonly record struct SocketMessage(SocketOpcode Opcode, ReadOnlyMemory<byte> Payload, CloseCode Code);
