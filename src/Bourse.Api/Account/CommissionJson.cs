using Bourse.Api.Http;
using Bourse.Venue.Reference;

namespace Bourse.Api.Account;

/// <summary>
/// Commission rates as the API shows them. The venue has standard rates only: special, tax and discount are zero.
/// </summary>
internal static class CommissionJson
{
    /// <summary>The rates that hold for the caller on a symbol.</summary>
    public static FeeRates Rates(ApiRequest request, int symbolId) => request.Services.Replica.Read(
        (request.AccountId, SymbolId: symbolId),
        static (view, of) => view.FeesOf(of.AccountId, of.SymbolId));

    /// <summary>The keys of POST /api/v3/order/test with computeCommissionRates.</summary>
    public static void ForOrder(JsonPen json, FeeRates rates)
    {
        MakerTaker(json, "standardCommissionForOrder"u8, rates);
        MakerTaker(json, "specialCommissionForOrder"u8, default);
        MakerTaker(json, "taxCommissionForOrder"u8, default);
        Discount(json);
    }

    /// <summary>The keys of GET /api/v3/account/commission after symbol.</summary>
    public static void ForSymbol(JsonPen json, FeeRates rates)
    {
        AllRates(json, "standardCommission"u8, rates);
        AllRates(json, "specialCommission"u8, default);
        AllRates(json, "taxCommission"u8, default);
        Discount(json);
    }

    /// <summary>Buyer and seller pay nothing beside the maker's and taker's rates.</summary>
    public static void AllRates(JsonPen json, ReadOnlySpan<byte> name, FeeRates rates)
    {
        json.ObjectStart(name);
        json.Amount("maker"u8, rates.Maker);
        json.Amount("taker"u8, rates.Taker);
        json.Amount("buyer"u8, 0);
        json.Amount("seller"u8, 0);
        json.ObjectEnd();
    }

    private static void MakerTaker(JsonPen json, ReadOnlySpan<byte> name, FeeRates rates)
    {
        json.ObjectStart(name);
        json.Amount("maker"u8, rates.Maker);
        json.Amount("taker"u8, rates.Taker);
        json.ObjectEnd();
    }

    private static void Discount(JsonPen json)
    {
        json.ObjectStart("discount"u8);
        json.Flag("enabledForAccount"u8, false);
        json.Flag("enabledForSymbol"u8, false);
        json.Text("discountAsset"u8, ""u8);
        json.Amount("discount"u8, 0);
        json.ObjectEnd();
    }
}
