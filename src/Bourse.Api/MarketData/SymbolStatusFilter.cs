using Bourse.Api.Http;
using Bourse.Venue.Reference;

namespace Bourse.Api.MarketData;

/// <summary>The optional parameter `symbolStatus`: only symbols in this status (enums.md, "Symbol status").</summary>
internal readonly ref struct SymbolStatusFilter
{
    private readonly ReadOnlySpan<byte> _wanted;

    private SymbolStatusFilter(ReadOnlySpan<byte> wanted)
    {
        _wanted = wanted;
    }

    /// <summary>Reads the parameter; an unknown status fails the request with -1122.</summary>
    public static SymbolStatusFilter Read(ApiRequest request)
    {
        if (!request.Parameters.TryText("symbolStatus"u8, out ReadOnlySpan<byte> wanted)) return default;
        if (!IsStatus(wanted)) request.Fail(ApiErrors.InvalidSymbolStatus);
        return new SymbolStatusFilter(wanted);
    }

    public bool Allows(TradingStatus status) => _wanted.IsEmpty || _wanted.SequenceEqual(NameOf(status));

    public static ReadOnlySpan<byte> NameOf(TradingStatus status) => status switch
    {
        TradingStatus.Trading => "TRADING"u8,
        TradingStatus.CancelOnly => "CANCEL_ONLY"u8,
        _ => "HALT"u8,
    };

    /// <summary>Two of the API's statuses no symbol of this venue ever has.</summary>
    private static bool IsStatus(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("TRADING"u8) || text.SequenceEqual("HALT"u8) || text.SequenceEqual("CANCEL_ONLY"u8)
        || text.SequenceEqual("BREAK"u8) || text.SequenceEqual("END_OF_DAY"u8);
}
