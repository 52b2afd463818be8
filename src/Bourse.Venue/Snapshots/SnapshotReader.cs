using Bourse.Venue.Accounts;
using Bourse.Venue.Matching;
using Bourse.Venue.Numerics;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Snapshots;

/// <summary>
/// Reads a whole state back; see <see cref="SnapshotFormat"/>. Every count is checked against the bytes that are left
/// before anything
/// is made for it, and what the state builds on is checked here: arbitrary bytes give <see
/// cref="InvalidSnapshotException"/>.
/// </summary>
internal static class SnapshotReader
{
    public static VenueState Read(ReadOnlySpan<byte> snapshot)
    {
        if (!snapshot.StartsWith(SnapshotFormat.Magic))
            throw new InvalidSnapshotException("The bytes are no snapshot of a venue.");
        var scan = new BinaryScanner(snapshot[SnapshotFormat.Magic.Length..]);
        int version = scan.Int();
        if (version is < 1 or > SnapshotFormat.VersionMax)
            throw new InvalidSnapshotException(
                $"The snapshot has format {version}; this version reads 1 to {SnapshotFormat.VersionMax}.");
        try
        {
            VenueState state = Read(ref scan, version);
            if (!scan.Failed && scan.AtEnd) return state;
        }
        catch (Exception broken) when (broken is InvariantException or OverflowException)
        {
            throw new InvalidSnapshotException("The snapshot contradicts itself; take an older one.", broken);
        }
        throw new InvalidSnapshotException("The snapshot is cut off or damaged; take an older one.");
    }

    private static VenueState Read(ref BinaryScanner scan, int version)
    {
        var state = new VenueState();
        ReadVenue(ref scan, state);
        Invariant.Check(scan.Failed || version == SnapshotFormat.VersionFor(state.ProtocolVersion));
        ReadAssets(ref scan, state);
        ReadFeeTiers(ref scan, state.FeeTiers);
        for (int count = Count(ref scan, 20); count > 0; count--) ReadAccount(ref scan, state);
        Invariant.Check(scan.Failed || state.Accounts.Count >= AccountSpec.FeeAccountId);
        for (int count = Count(ref scan, 20); count > 0; count--) ReadKey(ref scan, state);
        for (int count = Count(ref scan, 60); count > 0; count--) ReadMarket(ref scan, state);
        if (!scan.Failed) OpenStateReader.Read(ref scan, state);
        return state;
    }

    /// <summary>A list's count, at most what the bytes left can hold.</summary>
    public static int Count(ref BinaryScanner scan, int sizeMin)
    {
        int count = scan.Int();
        if (count >= 0 && count <= scan.Remaining / sizeMin) return count;
        scan.Fail();
        return 0;
    }

    private static void ReadVenue(ref BinaryScanner scan, VenueState state)
    {
        state.Sequence = scan.Long();
        state.TimeUs = scan.Long();
        state.Status = (TradingStatus)scan.Byte();
        state.ProtocolVersion = scan.Int();
        VenueSettings settings = SpecCodec.ReadSettings(ref scan);
        state.LastOrderId = scan.Long();
        state.LastOrderListId = scan.Long();
        state.LastExecutionId = scan.Long();
        if (scan.Failed) return;
        Invariant.Check(state.Sequence >= 0 && state.TimeUs >= 0);
        Invariant.Check(state.Status <= TradingStatus.CancelOnly);
        Invariant.Check(state.ProtocolVersion is > 0 and <= StateMachine.ProtocolVersionMax);
        Invariant.Check(SpecRules.IsValid(settings));
        Invariant.Check(state.LastOrderId >= 0 && state.LastOrderListId >= 0 && state.LastExecutionId >= 0);
        state.Configure(settings);
        state.Rates.SetTime(state.TimeUs);
    }

    private static void ReadAssets(ref BinaryScanner scan, VenueState state)
    {
        for (int count = Count(ref scan, 23); count > 0; count--)
        {
            AssetSpec spec = SpecCodec.ReadAsset(ref scan);
            long deposited = scan.Long(), withdrawn = scan.Long();
            if (scan.Failed) return;
            Invariant.Check(SpecRules.IsAssetName(spec.Name) && SpecRules.IsValid(spec));
            Invariant.Check(state.Assets.Count < AssetRegistry.CountMax);
            Invariant.Check(deposited is >= 0 and <= AmountLimits.Max);
            Invariant.Check(withdrawn >= 0 && withdrawn <= deposited);
            state.Assets.Add(spec);
            state.Assets.FlowOf(spec.Id) = new AssetFlow { Deposited = deposited, Withdrawn = withdrawn };
        }
    }

    private static void ReadFeeTiers(ref BinaryScanner scan, FeeTiers tiers)
    {
        for (int tier = 0; tier < FeeTiers.CountMax; tier++)
        {
            if (!scan.Bool()) continue;
            FeeRates rates = SpecCodec.ReadFees(ref scan);
            Invariant.Check(SpecRules.IsValid(rates));
            tiers.Set(tier, rates);
        }
    }

    private static void ReadAccount(ref BinaryScanner scan, VenueState state)
    {
        AccountSpec spec = SpecCodec.ReadAccount(ref scan);
        if (scan.Failed) return;
        Invariant.Check(SpecRules.IsAccountName(spec.Name) && SpecRules.IsValid(spec) && FeeTiers.IsTier(spec.FeeTier));
        Invariant.Check(state.Accounts.Count < AccountRegistry.CountMax);
        Account account = state.Accounts.Add(spec);
        for (int i = 0; i < state.Rates.LimitCount; i++)
        {
            int count = scan.Int();
            Invariant.Check(count >= 0);
            state.Rates.Restore(account, i, count);
        }
        if (state.ProtocolVersion >= 2) account.LastTransferReference = scan.Long();
        Invariant.Check(account.LastTransferReference >= 0);
        for (int count = Count(ref scan, 20); count > 0; count--) ReadBalance(ref scan, state, account);
    }

    private static void ReadBalance(ref BinaryScanner scan, VenueState state, Account account)
    {
        int assetId = scan.Int();
        long free = scan.Long(), locked = scan.Long();
        if (scan.Failed) return;
        Invariant.Check(state.Assets.Find(assetId) is not null);
        Invariant.Check(free is >= 0 and <= AmountLimits.Max);
        Invariant.Check(locked is >= 0 and <= AmountLimits.Max);
        account.Balances.Slot(assetId) = new BalanceRow { Free = free, Locked = locked };
    }

    private static void ReadKey(ref BinaryScanner scan, VenueState state)
    {
        KeySpec spec = SpecCodec.ReadKey(ref scan);
        if (scan.Failed) return;
        Invariant.Check(SpecRules.IsApiKey(spec.ApiKey) && SpecRules.IsValid(spec));
        Invariant.Check(state.Accounts.Find(spec.AccountId) is not null && state.Keys.Count < KeyRegistry.CountMax);
        state.Keys.Add(spec);
    }

    private static void ReadMarket(ref BinaryScanner scan, VenueState state)
    {
        SymbolSpec spec = SpecCodec.ReadSymbol(ref scan);
        if (scan.Failed) return;
        Invariant.Check(SpecRules.IsSymbolName(spec.Name) && SpecRules.IsValid(spec));
        Invariant.Check(state.Assets.Find(spec.BaseAssetId) is not null);
        Invariant.Check(state.Assets.Find(spec.QuoteAssetId) is not null);
        Invariant.Check(state.Markets.Count < MarketRegistry.CountMax);
        Market market = state.Markets.Add(spec, state.TimeUs);
        market.LastPrice = scan.Long();
        market.LastTradeId = scan.Long();
        market.LastAggregateTradeId = scan.Long();
        market.LastPreventedMatchId = scan.Long();
        market.BookUpdateId = scan.Long();
        Invariant.Check(market.LastPrice >= 0 && market.LastTradeId >= 0 && market.LastAggregateTradeId >= 0);
        Invariant.Check(market.LastPreventedMatchId >= 0 && market.BookUpdateId >= 0);
        long second = -1;
        for (int count = Count(ref scan, 40); count > 0; count--) ReadBucket(ref scan, market, ref second);
        market.Update(spec, state.TimeUs);
    }

    private static void ReadBucket(ref BinaryScanner scan, Market market, ref long second)
    {
        var bucket = new AverageBucket { Second = scan.Long(), Quote = Wide(ref scan), Base = Wide(ref scan) };
        if (scan.Failed) return;
        Invariant.Check(bucket.Second > second);
        Invariant.Check(bucket.Quote >> 96 == 0 && bucket.Base >> 96 == 0);
        second = bucket.Second;
        market.Average.Restore(in bucket);
    }

    private static UInt128 Wide(ref BinaryScanner scan)
    {
        unchecked
        {
            ulong high = (ulong)scan.Long();
            return new UInt128(high, (ulong)scan.Long());
        }
    }
}
