using Bourse.Drills.Venue;

namespace Bourse.Drills.Load;

/// <summary>Makes the orders of a load, by their number alone.</summary>
internal sealed class OrderMint(
    LoadShape shape, IReadOnlyList<LoadGroup> groups, DrillAccount[] resting, DrillAccount[] crossing, string prefix)
{
    private const decimal RestingBid = 1.00m;
    private const decimal RestingAsk = 9_000.00m;
    private const decimal CrossingPrice = 100.00m;

    private readonly LoadGroup[] _behindBalancers = [.. groups.Where(group => !group.IsDirect)];
    private readonly LoadGroup[] _direct = [.. groups.Where(group => group.IsDirect)];

    /// <summary>The order of a number, and the group of clients that sends it.</summary>
    public (DrillOrder Order, LoadGroup Group) Next(int number, long dueAt)
    {
        int direct = (int)(number * shape.DirectPart);
        LoadGroup group = IsPart(number, shape.DirectPart)
            ? _direct[direct % _direct.Length]
            : _behindBalancers[(number - direct) % _behindBalancers.Length];
        return (IsPart(number / 7, shape.CrossingPart)
            ? Crossing(number, group, dueAt)
            : Resting(number, group, dueAt), group);
    }

    private DrillOrder Resting(int number, LoadGroup group, long dueAt)
    {
        bool isBuy = number / 3 % 2 == 0;
        return Order(number, group, dueAt, resting[number % resting.Length], isBuy,
            isBuy ? RestingBid : RestingAsk, isCrossing: false);
    }

    // Half of the accounts buy and the other half sells, so nobody meets an order of his own.
    private DrillOrder Crossing(int number, LoadGroup group, long dueAt)
    {
        int index = number % crossing.Length;
        return Order(
            number, group, dueAt, crossing[index], isBuy: index % 2 == 0, CrossingPrice, isCrossing: true);
    }

    private DrillOrder Order(int number, LoadGroup group, long dueAt, DrillAccount account, bool isBuy,
        decimal price, bool isCrossing) => new()
        {
            Account = account,
            ClientOrderId = $"{prefix}-{number}",
            IsBuy = isBuy,
            Price = price,
            Quantity = 1.00m,
            IsCrossing = isCrossing,
            GivesUpWhenShed = shape.GivesUpWhenShed,
            Group = group.Name,
            DueAt = dueAt,
        };

    // Spreads a part evenly over the numbers.
    private static bool IsPart(int number, double part) =>
        Math.Floor((number + 1) * part) > Math.Floor(number * part);
}
