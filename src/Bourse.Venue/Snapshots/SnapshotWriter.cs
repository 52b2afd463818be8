using System.Buffers;
using Bourse.Venue.Accounts;
using Bourse.Venue.Lists;
using Bourse.Venue.Matching;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Snapshots;

/// <summary>Writes a whole state; see <see cref="SnapshotFormat"/>.</summary>
internal static class SnapshotWriter
{
    public static void Write(VenueState state, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write(SnapshotFormat.Magic);
        var pen = new BinaryPen(output);
        pen.Int(SnapshotFormat.VersionFor(state.ProtocolVersion));
        WriteVenue(pen, state);
        WriteAssets(pen, state);
        WriteFeeTiers(pen, state.FeeTiers);
        pen.Int(state.Accounts.Count);
        var assets = new List<int>();
        for (int id = 1; id <= state.Accounts.Count; id++) Write(pen, state, state.Accounts.Find(id)!, assets);
        pen.Int(state.Keys.Count);
        for (int id = 1; id <= state.Keys.Count; id++) SpecCodec.Write(pen, state.Keys.Find(id)!.Spec);
        pen.Int(state.Markets.Count);
        for (int id = 1; id <= state.Markets.Count; id++) Write(pen, state, state.Markets.Find(id)!);
        OpenOrdersWriter.Write(state, output);
        WriteLists(pen, state.Lists);
        WriteTimers(pen, state);
    }

    private static void WriteVenue(BinaryPen pen, VenueState state)
    {
        pen.Long(state.Sequence);
        pen.Long(state.TimeUs);
        pen.Byte((byte)state.Status);
        pen.Int(state.ProtocolVersion);
        SpecCodec.Write(pen, state.Settings);
        pen.Long(state.LastOrderId);
        pen.Long(state.LastOrderListId);
        pen.Long(state.LastExecutionId);
    }

    private static void WriteAssets(BinaryPen pen, VenueState state)
    {
        pen.Int(state.Assets.Count);
        for (int id = 1; id <= state.Assets.Count; id++)
        {
            SpecCodec.Write(pen, state.Assets.Find(id)!);
            pen.Long(state.Assets.FlowOf(id).Deposited);
            pen.Long(state.Assets.FlowOf(id).Withdrawn);
        }
    }

    private static void WriteFeeTiers(BinaryPen pen, FeeTiers tiers)
    {
        for (int tier = 0; tier < FeeTiers.CountMax; tier++)
        {
            FeeRates? rates = tiers.Find(tier);
            pen.Bool(rates is not null);
            if (rates is { } set) SpecCodec.Write(pen, set);
        }
    }

    private static void Write(BinaryPen pen, VenueState state, Account account, List<int> assets)
    {
        SpecCodec.Write(pen, account.Spec);
        for (int i = 0; i < state.Rates.LimitCount; i++) pen.Int(state.Rates.CountOf(account, i));
        if (state.ProtocolVersion >= 2) pen.Long(account.LastTransferReference);
        account.Assets(assets);
        pen.Int(assets.Count);
        foreach (int assetId in assets)
        {
            BalanceRow row = account.Balances.Read(assetId);
            pen.Int(assetId);
            pen.Long(row.Free);
            pen.Long(row.Locked);
        }
    }

    private static void Write(BinaryPen pen, VenueState state, Market market)
    {
        SpecCodec.Write(pen, market.Spec);
        pen.Long(market.LastPrice);
        pen.Long(market.LastTradeId);
        pen.Long(market.LastAggregateTradeId);
        pen.Long(market.LastPreventedMatchId);
        pen.Long(market.BookUpdateId);
        List<AverageBucket> buckets = market.Average.Buckets(state.TimeUs / 1_000_000);
        pen.Int(buckets.Count);
        foreach (AverageBucket bucket in buckets)
        {
            pen.Long(bucket.Second);
            Wide(pen, bucket.Quote);
            Wide(pen, bucket.Base);
        }
    }

    private static void WriteLists(BinaryPen pen, ListStore lists)
    {
        List<OpenList> sorted = lists.Sorted();
        pen.Int(sorted.Count);
        foreach (OpenList list in sorted) OrderCodec.Write(pen, in list.Fields);
    }

    private static void WriteTimers(BinaryPen pen, VenueState state)
    {
        pen.Int(state.Timers.Count);
        foreach (((int accountId, int symbolId), long atUs) in state.Timers.All)
        {
            pen.Int(accountId);
            pen.Int(symbolId);
            pen.Long(atUs);
        }
    }

    private static void Wide(BinaryPen pen, UInt128 value)
    {
        unchecked
        {
            pen.Long((long)(ulong)(value >> 64));
            pen.Long((long)(ulong)value);
        }
    }
}
