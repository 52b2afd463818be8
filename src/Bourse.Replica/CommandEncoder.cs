using System.Buffers;

namespace Bourse.Replica;

/// <summary>Writes a command's frame.</summary>
internal delegate void CommandEncoder<T>(IBufferWriter<byte> output, in T command);
