namespace Bourse.Api.Http;

/// <summary>What the characters of a parameter may be, and the words that error -1100 has for it.</summary>
internal static class LegalRanges
{
    public const string Number = "^[0-9]{1,20}$";
    public const string Amount = @"^([0-9]{1,20})(\.[0-9]{1,20})?$";
    public const string ClientId = @"^[\.A-Z\:/a-z0-9_-]{1,36}$";
    public const string Symbol = @"^[\w\-._&&[^a-z]]{1,50}$";

    /// <summary>
    /// The specification's pattern is narrower; real clients send the point, the colon and the slash too.
    /// </summary>
    public static bool IsClientId(ReadOnlySpan<byte> value)
    {
        if (value.Length is 0 or > 36) return false;
        foreach (byte c in value)
        {
            bool isMark = (char)c is '-' or '_' or '.' or ':' or '/';
            if (!isMark && !char.IsAsciiLetterOrDigit((char)c)) return false;
        }
        return true;
    }

    /// <summary>Letters of any script but a-z, digits, "-", "." and "_"; 1 to 50 characters of valid UTF-8.</summary>
    public static bool IsSymbol(ReadOnlySpan<byte> utf8)
    {
        int characters = 0;
        while (!utf8.IsEmpty)
        {
            if (System.Text.Rune.DecodeFromUtf8(utf8, out System.Text.Rune rune, out int bytes)
                != System.Buffers.OperationStatus.Done) return false;
            bool isMark = rune.Value is '-' or '.' or '_';
            bool isLetter = System.Text.Rune.IsLetterOrDigit(rune) && rune.Value is not (>= 'a' and <= 'z');
            if (!isMark && !isLetter) return false;
            utf8 = utf8[bytes..];
            characters++;
        }
        return characters is > 0 and <= 50;
    }
}
