using System.Buffers;
using System.Buffers.Text;

namespace Bourse.Api.Auth;

/// <summary>
/// Signatures in base64. A "+" that a client did not percent-encode arrives as a blank and is taken as what it was.
/// </summary>
internal static class Base64Signature
{
    /// <summary>False when it is no base64 or longer than the span.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> into, out int length)
    {
        length = 0;
        if (text.Length > 2 * into.Length) return false;
        Span<byte> restored = stackalloc byte[text.Length];
        text.CopyTo(restored);
        restored.Replace((byte)' ', (byte)'+');
        return Base64.DecodeFromUtf8(restored, into, out _, out length) == OperationStatus.Done;
    }
}
