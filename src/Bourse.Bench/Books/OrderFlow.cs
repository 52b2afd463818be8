using Bourse.Venue.Orders;

namespace Bourse.Bench.Books;

/// <summary>
/// Makes an order flow from a seed, in the shape of a busy market: about 50 % new orders, 41 % cancels, 9 %
/// modifications.
/// </summary>
/// <remarks>
/// The middle price makes a geometric random walk. A new order stands 1 to 800 ticks away from it, a power law
/// deciding how far; 15 % of them reach as far over the middle instead and are immediate-or-cancel: they trade. Of
/// the others 20 % are modified once, with one more in quantity and mostly one tick nearer, and 95 % are canceled;
/// the deeper, the later. The rest stays and is run over by the price or not: the standing book. 2 % of the cancels
/// come twice. A price is a number of ticks; order ids count up, as the venue's do.
/// </remarks>
public sealed class OrderFlow
{
    private const double StartTicks = 33_500;
    private const double DepthExponent = 2.2;
    private const int DepthMax = 800;
    private const double ImmediateShare = 0.15;
    private const double ModifiedShare = 0.20;
    private const double CanceledShare = 0.95;
    private const double CanceledTwiceShare = 0.02;
    private const double MeanLifeOrders = 200;
    private const double SqrtOfMillion = 1_000;

    private readonly Random _random;
    private readonly FlowScenario _scenario;
    private readonly int _orders;
    private readonly List<FlowMessage> _messages;
    private readonly PriorityQueue<FlowMessage, (double Due, long Number)> _later = new();
    private double _logMiddle = Math.Log(StartTicks);
    private long _number;

    private OrderFlow(FlowScenario scenario, int orders, int seed)
    {
        _random = new Random(seed);
        _scenario = scenario;
        _orders = orders;
        _messages = new List<FlowMessage>(orders * 2);
    }

    /// <summary>The same scenario, number of new orders and seed give the same flow.</summary>
    public static FlowMessage[] Generate(FlowScenario scenario, int orders, int seed)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return new OrderFlow(scenario, orders, seed).Generate();
    }

    private FlowMessage[] Generate()
    {
        for (int order = 0; order < _orders; order++)
        {
            while (_later.TryPeek(out _, out (double Due, long Number) next) && next.Due <= order)
                _messages.Add(_later.Dequeue());
            AddOrder(order, MoveMiddle(order));
        }

        while (_later.TryDequeue(out FlowMessage message, out _)) _messages.Add(message);
        return [.. _messages];
    }

    private long MoveMiddle(int order)
    {
        _logMiddle += _scenario.Swing / SqrtOfMillion * Normal();
        double crash = 1 - (_scenario.Crash * CrashPhase((double)order / _orders));
        return long.Max(DepthMax + 2, (long)(Math.Exp(_logMiddle) * crash));
    }

    /// <summary>0 before half time, 1 a fiftieth of the flow later, back at 0 after a tenth.</summary>
    private static double CrashPhase(double time) => time switch
    {
        < 0.5 => 0,
        < 0.52 => (time - 0.5) / 0.02,
        < 0.6 => (0.6 - time) / 0.08,
        _ => 0,
    };

    private void AddOrder(int order, long middle)
    {
        long orderId = order + 1;
        var side = (Side)_random.Next(2);
        int depth = Depth();
        bool isImmediate = _random.NextDouble() < ImmediateShare;
        long away = side == Side.Buy == isImmediate ? depth : -depth;
        var placed = new FlowMessage(
            orderId, middle + away, _random.Next(1, 101),
            isImmediate ? FlowKind.NewImmediateOrCancel : FlowKind.New, side);
        _messages.Add(placed);
        if (!isImmediate) PlanLife(placed, order, depth);
    }

    private void PlanLife(in FlowMessage placed, int order, int depth)
    {
        double life = MeanLifeOrders * Math.Sqrt(depth) * -Math.Log(1 - _random.NextDouble());
        if (_random.NextDouble() < ModifiedShare)
        {
            int nearer = _random.NextDouble() < 0.8 ? placed.Side == Side.Buy ? 1 : -1 : 0;
            Later(order + (life / 2), placed with
            {
                Kind = FlowKind.Modify,
                Price = placed.Price + nearer,
                Quantity = placed.Quantity + 1,
            });
        }

        if (_random.NextDouble() >= CanceledShare) return;
        Later(order + life, placed with { Kind = FlowKind.Cancel });
        if (_random.NextDouble() < CanceledTwiceShare) Later(order + life + 20, placed with { Kind = FlowKind.Cancel });
    }

    private void Later(double due, FlowMessage message) => _later.Enqueue(message, (due, _number++));

    private int Depth() => (int)Math.Min(DepthMax, Math.Pow(1 - _random.NextDouble(), -1 / (DepthExponent - 1)));

    private double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
