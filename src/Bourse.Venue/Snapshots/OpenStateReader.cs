using Bourse.Venue.Accounts;
using Bourse.Venue.Lists;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Snapshots;

/// <summary>Reads back what is open: orders, their places on the books and among the stops, lists, timers.</summary>
internal static class OpenStateReader
{
    private const int OrderSizeMin = OrderCodec.OrderSizeMin;
    private const int ListSizeMin = 59;
    private const int TimerSize = 16;

    /// <summary>A resting order on its way back to its place.</summary>
    private readonly record struct Resting(OpenOrder Order, int Rank, long Shown);

    public static void Read(ref BinaryScanner scan, VenueState state)
    {
        var resting = new List<Resting>();
        for (int count = SnapshotReader.Count(ref scan, OrderSizeMin); count > 0; count--)
            ReadOrder(ref scan, state, resting);
        resting.Sort(static (a, b) => a.Rank.CompareTo(b.Rank));
        foreach (Resting order in resting) order.Order.Market.Restore(order.Order, order.Shown);
        for (int count = SnapshotReader.Count(ref scan, ListSizeMin); count > 0; count--) ReadList(ref scan, state);
        for (int count = SnapshotReader.Count(ref scan, TimerSize); count > 0; count--) ReadTimer(ref scan, state);
        if (!scan.Failed) CheckLists(state);
        state.ForgetTouched();
    }

    private static void ReadOrder(ref BinaryScanner scan, VenueState state, List<Resting> resting)
    {
        OrderFields fields = OrderCodec.ReadOrder(ref scan);
        long hold = scan.Long(), reference = scan.Long(), extreme = scan.Long();
        int rank = scan.Int();
        long shown = scan.Long();
        if (scan.Failed) return;
        CheckFields(in fields);
        Invariant.Check(fields.OrderId > 0 && fields.OrderId <= state.LastOrderId);
        Invariant.Check(hold >= 0 && reference >= 0 && extreme >= 0);
        Invariant.Check(state.Accounts.Find(fields.AccountId) is not null);
        Invariant.Check(state.Markets.Find(fields.SymbolId) is not null);
        OpenOrder order = state.Orders.Take();
        order.Fields = fields;
        order.Account = state.Accounts.Find(fields.AccountId)!;
        order.Market = state.Markets.Find(fields.SymbolId)!;
        order.Hold = hold;
        order.ReferencePrice = reference;
        order.Extreme = extreme;
        Invariant.Check(state.Orders.Find(order.Account.Id, in fields.ClientOrderId) is null);
        Invariant.Check(state.Orders.Find(fields.OrderId) is null);
        state.Orders.Register(order);
        Place(order, rank, shown, resting);
    }

    private static void CheckFields(in OrderFields fields)
    {
        Invariant.Check(fields.Side <= Side.Sell && fields.Type <= OrderType.LimitMaker);
        Invariant.Check(fields.TimeInForce <= TimeInForce.Fok && fields.IsOpen);
        Invariant.Check(fields.SelfTradePrevention <= SelfTradePreventionMode.Decrement);
        Invariant.Check(fields.ExpiryReason == ExpiryReason.None && !fields.ClientOrderId.IsEmpty);
        Invariant.Check(fields.Quantity > 0 && fields.QuoteOrderQuantity == 0 && fields.StopPrice >= 0);
        Invariant.Check(fields.ExecutedQuantity >= 0 && fields.PreventedQuantity >= 0 && fields.IcebergQuantity >= 0);
        Invariant.Check(fields.CumulativeQuote >= 0 && fields.RemainingQuantity > 0 && fields.TrailingDelta >= 0);
        Invariant.Check(fields.Price == 0 != fields.Type.HasLimitPrice());
        Invariant.Check(
            fields.Price == 0 || Numerics.AmountLimits.TryCost(fields.Price, fields.Quantity, out _));
    }

    private static void Place(OpenOrder order, int rank, long shown, List<Resting> resting)
    {
        ref OrderFields fields = ref order.Fields;
        if (rank >= 0)
        {
            Invariant.Check(fields.Price > 0 && fields.IsWorking && shown > 0 && shown <= fields.RemainingQuantity);
            resting.Add(new Resting(order, rank, shown));
            return;
        }
        Invariant.Check(!fields.IsWorking);
        if (order.IsPending) return;
        Invariant.Check(fields.Type.IsStop() && fields.StopPrice + fields.TrailingDelta > 0);
        if (fields.TrailingDelta != 0) order.Market.Trailing.Add(order);
        else order.Market.Stops.Add(order);
    }

    private static void ReadList(ref BinaryScanner scan, VenueState state)
    {
        OrderListFields fields = OrderCodec.ReadList(ref scan);
        if (scan.Failed) return;
        Account? account = state.Accounts.Find(fields.AccountId);
        Invariant.Check(account is not null && state.Markets.Find(fields.SymbolId) is not null);
        Invariant.Check(fields.Kind <= ListKind.Otoco && !fields.ListClientOrderId.IsEmpty);
        Invariant.Check(fields.OrderListId > 0 && fields.OrderListId <= state.LastOrderListId);
        Invariant.Check(account.LastList is null || account.LastList.Fields.OrderListId < fields.OrderListId);
        Invariant.Check(state.Lists.Find(account.Id, in fields.ListClientOrderId) is null);
        Invariant.Check(state.Lists.Find(fields.OrderListId) is null);
        OpenList list = state.Lists.Take();
        list.Fields = fields;
        AddLeg(state, list, 0, fields.FirstOrderId);
        AddLeg(state, list, 1, fields.SecondOrderId);
        if (fields.Kind == ListKind.Otoco) AddLeg(state, list, 2, fields.ThirdOrderId);
        Invariant.Check(!list.IsEmpty);
        (OpenOrder? above, OpenOrder? below) = fields.Kind switch
        {
            ListKind.Oco => (list.First, list.Second),
            ListKind.Otoco => (list.Second, list.Third),
            _ => (null, null),
        };
        if (above is not null && below is not null) ListStarter.Pair(above, below);
        state.Lists.Register(list, account);
    }

    private static void AddLeg(VenueState state, OpenList list, int leg, long orderId)
    {
        if (state.Orders.Find(orderId) is not { } order) return;
        Invariant.Check(order.Fields.OrderListId == list.Fields.OrderListId && order.List is null);
        Invariant.Check(order.Account.Id == list.Fields.AccountId && order.Market.Id == list.Fields.SymbolId);
        order.List = list;
        order.Leg = leg;
        list.SetLeg(leg, order);
    }

    /// <summary>Every order that says it belongs to a list does, and pending ones wait for one that is open.</summary>
    private static void CheckLists(VenueState state)
    {
        foreach (OpenOrder order in state.Orders)
        {
            Invariant.Check(order.Fields.OrderListId == -1 == (order.List is null));
            Invariant.Check(!order.IsPending || (order.Leg != 0 && order.List?.First is not null));
        }
    }

    private static void ReadTimer(ref BinaryScanner scan, VenueState state)
    {
        int accountId = scan.Int(), symbolId = scan.Int();
        long atUs = scan.Long();
        if (scan.Failed) return;
        Invariant.Check(state.Accounts.Find(accountId) is not null);
        Invariant.Check(symbolId == 0 || state.Markets.Find(symbolId) is not null);
        state.Timers.Set(accountId, symbolId, atUs);
    }
}
