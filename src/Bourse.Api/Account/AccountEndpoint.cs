using Bourse.Api.Http;
using Bourse.Venue.Accounts;

namespace Bourse.Api.Account;

/// <summary>GET /api/v3/account.</summary>
internal static class AccountEndpoint
{
    /// <summary>The old whole-number rates are in basis points; rates are in units of 1e-8.</summary>
    private const long UnitsPerBasisPoint = 10_000;

    public static ValueTask Handle(ApiRequest request)
    {
        bool omitsZero = request.Parameters.Flag("omitZeroBalances"u8, false);
        if (!AccountReads.TryBegin(request)) return default;
        AccountSnapshot snapshot = request.Services.Replica.Read(request.AccountId, AccountSnapshot.Of);
        JsonPen json = request.Json;
        json.ObjectStart();
        json.Number("makerCommission"u8, snapshot.Rates.Maker / UnitsPerBasisPoint);
        json.Number("takerCommission"u8, snapshot.Rates.Taker / UnitsPerBasisPoint);
        json.Number("buyerCommission"u8, 0);
        json.Number("sellerCommission"u8, 0);
        CommissionJson.AllRates(json, "commissionRates"u8, snapshot.Rates);
        WriteRights(json, snapshot.Account);
        WriteBalances(request, snapshot.Balances, omitsZero);
        json.ArrayStart("permissions"u8);
        json.Text("SPOT"u8);
        json.ArrayEnd();
        json.Number("uid"u8, request.AccountId);
        json.ObjectEnd();
        return default;
    }

    private static void WriteRights(JsonPen json, AccountSpec account)
    {
        json.Flag("canTrade"u8, account.Rights.HasFlag(AccountRights.CanTrade));
        json.Flag("canWithdraw"u8, account.Rights.HasFlag(AccountRights.CanWithdraw));
        json.Flag("canDeposit"u8, account.Rights.HasFlag(AccountRights.CanDeposit));
        json.Flag("brokered"u8, false);
        json.Flag("requireSelfTradePrevention"u8, false);
        json.Flag("preventSor"u8, false);
        json.Time("updateTime"u8, account.UpdateTimeUs);
        json.Text("accountType"u8, "SPOT"u8);
    }

    private static void WriteBalances(ApiRequest request, Balance[] balances, bool omitsZero)
    {
        JsonPen json = request.Json;
        json.ArrayStart("balances"u8);
        for (int i = 0; i < balances.Length; i++)
        {
            Balance balance = balances[i];
            if (omitsZero && balance is { Free: 0, Locked: 0 }) continue;
            json.ObjectStart();
            json.Text("asset"u8, request.Services.Catalog.AssetName(i + 1));
            json.Amount("free"u8, balance.Free);
            json.Amount("locked"u8, balance.Locked);
            json.ObjectEnd();
        }
        json.ArrayEnd();
    }
}
