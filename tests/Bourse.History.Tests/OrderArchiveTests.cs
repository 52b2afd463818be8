using Bourse.Venue.Orders;

namespace Bourse.History.Tests;

/// <summary>errors.md, -2026: "canceled or expired with no executed qty over 90 days ago".</summary>
public sealed class OrderArchiveTests
{
    private const long Day = 86_400_000_000;
    private const long Now = 1_700_000_000_000_000;

    [Theory]
    [InlineData(OrderStatus.Canceled, 0, 91, true)]
    [InlineData(OrderStatus.Expired, 0, 91, true)]
    [InlineData(OrderStatus.ExpiredInMatch, 0, 91, true)]
    [InlineData(OrderStatus.Canceled, 0, 90, false)]
    [InlineData(OrderStatus.Canceled, 1, 91, false)]
    [InlineData(OrderStatus.Filled, 1, 400, false)]
    [InlineData(OrderStatus.New, 0, 400, false)]
    public void Holds_what_ended_unfilled_long_ago(OrderStatus status, long executed, int daysAgo, bool isArchived)
    {
        var order = new OrderFields { Status = status, ExecutedQuantity = executed, UpdateTimeUs = Now - daysAgo * Day };
        Assert.Equal(isArchived, OrderArchive.Contains(in order, Now));
    }
}
