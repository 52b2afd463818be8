using Bourse.Api.Http;
using Bourse.Venue.Reference;

namespace Bourse.Api.MarketData;

/// <summary>The parameter `symbols`: a JSON array of names without blanks, as in ["BTCUSDT","BNBUSDT"].</summary>
internal static class SymbolList
{
    private const string LegalRange = @"^\[""[\w\-._&&[^a-z]]{1,50}""(,""[\w\-._&&[^a-z]]{1,50}""){0,}\]$";

    private static ReadOnlySpan<byte> Parameter => "symbols"u8;

    /// <summary>
    /// How many symbols the parameter names, for the weight; 0 when it was not sent. No name holds a comma.
    /// </summary>
    public static int Count(ApiRequest request) =>
        request.Parameters.TryText(Parameter, out ReadOnlySpan<byte> list) ? list.Count((byte)',') + 1 : 0;

    /// <summary>
    /// The symbols in the order in which they were sent; null with the request failed: -1100 malformed, -1101 too many,
    /// -1121 unknown, -1151 twice.
    /// </summary>
    public static List<SymbolSpec>? Read(ApiRequest request, int countMax)
    {
        if (!request.Parameters.TryText(Parameter, out ReadOnlySpan<byte> list)) return null;
        int count = list.Count((byte)',') + 1;
        if (list.Length < 2 || list[0] != '[' || list[^1] != ']') return Malformed(request);
        if (count > countMax) return Fail(request, ApiErrors.TooManyParametersSent(countMax, count));

        var symbols = new List<SymbolSpec>(count);
        ReadOnlySpan<byte> names = list[1..^1];
        foreach (Range range in names.Split((byte)','))
        {
            ReadOnlySpan<byte> quoted = names[range];
            if (quoted.Length < 2 || quoted[0] != '"' || quoted[^1] != '"') return Malformed(request);
            if (!LegalRanges.IsSymbol(quoted[1..^1])) return Malformed(request);
            if (request.SymbolOf(quoted[1..^1], Parameter) is not { } symbol) return null;
            symbols.Add(symbol);
        }
        return HasDuplicate(symbols) ? Fail(request, ApiErrors.DuplicateSymbols) : symbols;
    }

    private static bool HasDuplicate(List<SymbolSpec> symbols)
    {
        var seen = new HashSet<int>(symbols.Count);
        foreach (SymbolSpec symbol in symbols)
        {
            if (!seen.Add(symbol.Id)) return true;
        }
        return false;
    }

    private static List<SymbolSpec>? Malformed(ApiRequest request) =>
        Fail(request, ApiErrors.IllegalCharactersIn(Parameter, LegalRange));

    private static List<SymbolSpec>? Fail(ApiRequest request, ApiError error)
    {
        request.Fail(error);
        return null;
    }
}
