using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Reference;

namespace Bourse.Api.Account;

/// <summary>What GET /api/v3/account tells, copied out of the venue as of one entry.</summary>
internal sealed record AccountSnapshot(AccountSpec Account, FeeRates Rates, Balance[] Balances)
{
    public static AccountSnapshot Of(VenueView view, int accountId)
    {
        AccountSpec? account = view.Account(accountId);
        Invariant.Check(account is not null);
        var balances = new Balance[view.AssetCount];
        for (int i = 0; i < balances.Length; i++) balances[i] = view.Balance(accountId, i + 1);
        FeeRates rates = view.FeeTier(account.FeeTier) ?? view.FeeTier(0) ?? default;
        return new AccountSnapshot(account, rates, balances);
    }
}
