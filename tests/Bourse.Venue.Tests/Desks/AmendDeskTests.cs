using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;
using Bourse.Venue.Tests.Support;
using static Bourse.Venue.Tests.Support.VenueHarness;

namespace Bourse.Venue.Tests.Desks;

/// <summary>Amend keep priority (faqs/order_amend_keep_priority.md; docs/venue-rules.md, rule 29).</summary>
public sealed class AmendDeskTests
{
    private readonly VenueHarness _venue = new();

    /// <summary>"What is the difference …": order 15 goes from 5.50 to 5.00 and stays ahead of order 20.</summary>
    [Fact]
    public void It_keeps_the_place_in_the_queue()
    {
        _venue.Place(Bob, Order("1"));
        long mine = _venue.Place(Alice, Order("5.5"));
        _venue.Place(Bob, Order("4"));
        Assert.Equal(RejectReason.None, Amend(mine, "5").Reason);
        _venue.Reload();
        _venue.Place(Carol, Limit(Side.Sell, 100, 6));
        Assert.Equal([Amount.Of("1"), Amount.Of("5")], _venue.Events.Trades.ToArray().Select(t => t.Quantity));
    }

    [Fact]
    public void It_releases_what_is_no_longer_needed_and_tells_both_ids()
    {
        long id = _venue.Place(Alice, Order("5") with { ClientOrderId = ClientId.From("old") });
        Amend(id, "2", "new");
        ExecutionReport report = Assert.Single(_venue.Events.Reports.ToArray());
        Assert.Equal(
            (ExecutionType.Replaced, ClientId.From("new"), ClientId.From("old"), 5 * One, 1),
            (report.ExecutionType, report.Order.ClientOrderId, report.OtherClientOrderId, report.QuantityBefore,
                report.Order.AmendCount));
        Assert.Equal(200 * One, _venue.View.Balance(Alice, Usdt).Locked);
        Assert.True(_venue.View.TryOrder(Alice, ClientId.From("new"), out _));
        Assert.False(_venue.View.TryOrder(Alice, ClientId.From("old"), out _));
    }

    /// <summary>"Can Iceberg Orders be amended?"</summary>
    [Theory]
    [InlineData("4", "2")]
    [InlineData("1", "1")]
    public void An_iceberg_shows_less_only_when_less_remains(string quantity, string shown)
    {
        long id = _venue.Place(Alice, Order("10") with { IcebergQuantity = 2 * One });
        Amend(id, quantity);
        var depth = new List<Bourse.Venue.Books.DepthLevel>();
        _venue.View.Depth(1, Side.Buy, 1, depth);
        Assert.Equal(Amount.Of(shown), depth[0].Quantity);
    }

    [Theory]
    [InlineData("5", RejectReason.AmendChangesNothing)]
    [InlineData("6", RejectReason.AmendQuantityIncrease)]
    [InlineData("0", RejectReason.FilterLotSize)]
    [InlineData("1", RejectReason.FilterLotSize)]
    public void What_is_no_reduction_is_refused(string quantity, RejectReason expected)
    {
        long id = _venue.Place(Alice, Order("5"));
        _venue.Place(Bob, Limit(Side.Sell, 100, 1));
        Assert.Equal(expected, Amend(id, quantity).Reason);
        Assert.Equal(5 * One, _venue.Open(id).Quantity);
    }

    [Fact]
    public void The_filters_and_the_feature_hold()
    {
        long id = _venue.Place(Alice, Order("5"));
        Update(new SymbolFilters { NotionalMin = 300 * One });
        Assert.Equal(RejectReason.FilterNotional, Amend(id, "2").Reason);
        Update(new SymbolFilters { OrderAmendsMax = 1 });
        Assert.Equal(RejectReason.None, Amend(id, "4").Reason);
        Assert.Equal(RejectReason.FilterMaxNumOrderAmends, Amend(id, "3").Reason);
        _venue.Operate(new UpdateSymbol(Symbol("-", Btc, new SymbolFilters()) with { Id = 1, Features = SymbolFeatures.None }));
        Assert.Equal(RejectReason.AmendNotSupported, Amend(id, "3").Reason);
    }

    [Fact]
    public void Another_open_orders_id_is_taken_and_ones_own_is_not()
    {
        long id = _venue.Place(Alice, Order("5") with { ClientOrderId = ClientId.From("mine") });
        _venue.Place(Alice, Order("5") with { ClientOrderId = ClientId.From("other") });
        Assert.Equal(RejectReason.DuplicateOrder, Amend(id, "4", "other").Reason);
        Assert.Equal(RejectReason.None, Amend(id, "4", "mine").Reason);
        Assert.Equal(0, _venue.Events.Lists.Length);
    }

    private Outcome Amend(long id, string quantity, string? clientId = null) => _venue.Send(new AmendOrder
    {
        Context = new CommandContext { AccountId = Alice },
        SymbolId = 1,
        Target = new OrderReference { OrderId = id },
        NewClientOrderId = clientId is null ? _venue.NextId() : ClientId.From(clientId),
        NewQuantity = Amount.Of(quantity),
    });

    private void Update(SymbolFilters filters) =>
        _venue.Operate(new UpdateSymbol(Symbol("-", Btc, filters) with { Id = 1 }));

    private static OrderParameters Order(string quantity) => Limit(Side.Buy, 100, 0) with { Quantity = Amount.Of(quantity) };
}
