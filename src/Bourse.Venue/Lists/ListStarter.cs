using Bourse.Venue.Commands;
using Bourse.Venue.Ledger;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Lists;

/// <summary>Opens a checked list with its orders and sets it going.</summary>
internal sealed class ListStarter(VenueState state, Holds holds, ReportWriter reports, OrderStarter starter)
{
    /// <summary>A list with its legs, all registered, none told of yet.</summary>
    public OpenList Open(in PlaceOrderList command, in OrderDraft first, in OrderDraft second, in OrderDraft third)
    {
        OpenList list = state.Lists.Take();
        list.Fields = new OrderListFields
        {
            OrderListId = ++state.LastOrderListId,
            TimeUs = state.TimeUs,
            ListClientOrderId = command.ListClientOrderId,
            SymbolId = first.Market.Id,
            AccountId = first.Account.Id,
            Kind = command.Kind,
        };
        list.Fields.FirstOrderId = AddLeg(list, 0, in first);
        list.Fields.SecondOrderId = AddLeg(list, 1, in second);
        if (command.Kind == ListKind.Otoco) list.Fields.ThirdOrderId = AddLeg(list, 2, in third);
        state.Lists.Register(list, first.Account);
        if (command.Kind == ListKind.Oco) Pair(list.First!, list.Second!);
        else if (command.Kind == ListKind.Otoco) Pair(list.Second!, list.Third!);
        return list;
    }

    /// <summary>Tells of the list and its orders, and lets those work that need not wait for another.</summary>
    public void Start(OpenList list, in OrderDraft first, in OrderDraft second)
    {
        reports.Write(list, ListStatusType.ExecStarted);
        state.Rates.Add(first.Account, list.Fields.OrderCount);
        if (list.Fields.Kind == ListKind.Oco) StartPair(list.First!, list.Second!, long.Max(first.Hold, second.Hold));
        else StartWorking(list, first.Hold);
    }

    /// <summary>Both legs of a pair begin, with one hold on the first.</summary>
    public void StartPair(OpenOrder above, OpenOrder below, long sharedHold)
    {
        holds.Make(above, sharedHold);
        starter.Announce(above);
        starter.Announce(below);
        starter.Go(above);
        starter.Go(below);
    }

    /// <summary>Links the two legs of an OCO.</summary>
    public static void Pair(OpenOrder above, OpenOrder below)
    {
        above.Pair = below;
        below.Pair = above;
    }

    private void StartWorking(OpenList list, long hold)
    {
        OpenOrder working = list.First!;
        holds.Make(working, hold);
        starter.Announce(working);
        starter.AnnouncePending(list.Second!);
        if (list.Third is { } third) starter.AnnouncePending(third);
        starter.Go(working);
    }

    private long AddLeg(OpenList list, int leg, in OrderDraft draft)
    {
        OpenOrder order = starter.Open(in draft);
        order.Fields.OrderListId = list.Fields.OrderListId;
        order.List = list;
        order.Leg = leg;
        list.SetLeg(leg, order);
        list.Rename(leg, in draft.Order.ClientOrderId);
        state.Orders.Register(order);
        return order.Fields.OrderId;
    }
}
