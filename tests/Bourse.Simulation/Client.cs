using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;

namespace Bourse.Simulation;

/// <summary>
/// One account's trader. Whatever the answer, it finds out in the end what became of each order, by one of two ways that are safe:
/// it asks behind a barrier until the order's window is over before it sends it again; or it sends it again at once, which is for
/// orders that stay open only.
/// </summary>
internal sealed class Client(World world, int accountId)
{
    private const long ShortWindowUs = 1_200_000;
    private const long LongWindowUs = 3_600_000_000;

    private readonly ClientWire _wire = new(world);
    private readonly List<OrderKey> _open = [];
    private readonly List<OrderKey> _known = [];
    private int _lastId;

    private Kernel Kernel => world.Kernel;

    public async Task RunAsync()
    {
        while (!world.IsClosing)
        {
            await PauseAsync(200, 8000);
            int choice = Kernel.Dice.Below(100);
            if (choice < 45) await TradeAsync();
            else if (choice < 65) await RestAsync();
            else if (choice < 70) await RestEverywhereAsync();
            else if (choice < 85) await CancelAsync();
            else await AskAsync();
        }
    }

    /// <summary>An order that may fill at once: it is not sent again while an attempt before may still be applied.</summary>
    private async Task TradeAsync()
    {
        OrderKey key = NewKey();
        PlaceOrder order = Order(key, Kernel.Dice.Pick(Side.Buy, Side.Sell), Kernel.Dice.Between(95, 105));
        while (true)
        {
            Attempt attempt = await _wire.PlaceAsync(PickNode(), key, order, ShortWindowUs);
            if (attempt.End == AttemptEnd.Answered)
            {
                if (attempt.Reason == RejectReason.None) _open.Add(key);
                else if (attempt.Reason == RejectReason.RecvWindowExceeded) world.Note(Happening.Expired);
                return;
            }
            if (attempt.End == AttemptEnd.Unknown && await IsPlacedAsync(key, attempt.Tag)) return;
            await PauseAsync(500, 20_000);
        }
    }

    /// <summary>An order far from the market, sent again at once.</summary>
    private async Task RestAsync()
    {
        OrderKey key = NewKey();
        PlaceOrder order = RestingOrder(key);
        while (!IsDone(await _wire.PlaceAsync(PickNode(), key, order, LongWindowUs))) await PauseAsync(500, 20_000);
    }

    /// <summary>The same order to every node at once.</summary>
    private async Task RestEverywhereAsync()
    {
        OrderKey key = NewKey();
        PlaceOrder order = RestingOrder(key);
        while (true)
        {
            Task<Attempt>[] attempts = [.. world.Nodes.Select(node => _wire.PlaceAsync(node, key, order, LongWindowUs))];
            bool isDone = false;
            foreach (Task<Attempt> attempt in attempts) isDone |= IsDone(await attempt);
            if (isDone) return;
            await PauseAsync(500, 20_000);
        }
    }

    private async Task CancelAsync()
    {
        if (_open.Count == 0) return;
        int index = Kernel.Dice.Below(_open.Count);
        OrderKey key = _open[index];
        _open.RemoveAt(index);
        var command = new CancelOrder
        {
            SymbolId = 1,
            Target = new OrderReference { OrderId = -1, ClientOrderId = key.ClientOrderId },
        };
        while ((await _wire.CancelAsync(PickNode(), key, command, LongWindowUs)).End != AttemptEnd.Answered) await PauseAsync(500, 20_000);
    }

    private async Task AskAsync()
    {
        if (_known.Count > 0) await _wire.AskAsync(PickNode(), Kernel.Dice.PickFrom(_known));
    }

    /// <summary>Asks until the order is found, or cannot be placed by that attempt any more.</summary>
    private async Task<bool> IsPlacedAsync(OrderKey key, long expiresAtUs)
    {
        while (true)
        {
            Reading? reading = await _wire.AskAsync(PickNode(), key);
            if (reading is { PlacedAt: > 0 })
            {
                world.Note(Happening.FoundByQuestion);
                return true;
            }
            if (reading is not null && reading.TimeUs > expiresAtUs)
            {
                world.Note(Happening.SentAgain);
                return false;
            }
            await PauseAsync(20_000, 200_000);
        }
    }

    private bool IsDone(Attempt attempt)
    {
        if (attempt.End == AttemptEnd.Answered && attempt.Reason == RejectReason.DuplicateOrder) world.Note(Happening.Duplicate);
        return attempt.End == AttemptEnd.Answered;
    }

    private SimulatedNode PickNode() => Kernel.Dice.PickFrom(world.Nodes);

    private Task PauseAsync(int lowUs, int highUs) => Kernel.DelayAsync(world.Outside, Kernel.Dice.Between(lowUs, highUs));

    private OrderKey NewKey()
    {
        var key = new OrderKey(accountId, ClientId.From($"a{accountId}-{++_lastId}"));
        _known.Add(key);
        return key;
    }

    private PlaceOrder RestingOrder(OrderKey key) => Kernel.Dice.Permille(500)
        ? Order(key, Side.Buy, Kernel.Dice.Between(10, 40))
        : Order(key, Side.Sell, Kernel.Dice.Between(200, 300));

    private PlaceOrder Order(OrderKey key, Side side, int price) => new()
    {
        SymbolId = 1,
        Order = new OrderParameters
        {
            Side = side,
            Type = OrderType.Limit,
            TimeInForce = TimeInForce.Gtc,
            Price = price * Seeding.One,
            Quantity = Kernel.Dice.Between(1, 5) * Seeding.One,
            ClientOrderId = key.ClientOrderId,
        },
    };
}
