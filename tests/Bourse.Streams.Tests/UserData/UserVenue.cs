using System.Buffers;
using Bourse.Streams.UserData;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Streams.Tests.UserData;

/// <summary>
/// The venue as one node has it, without a log: assets BTC, ETH, USDT, symbols BTCUSDT and ETHUSDT, and accounts
/// Alice and Bob with a key and funds. Alice pays fees, Bob none.
/// </summary>
internal sealed class UserVenue : IDisposable
{
    public const long One = 100_000_000;
    public const int Alice = 2;
    public const int Bob = 3;
    public const int Carol = 4;
    public const int AliceKey = 1;
    public const long StartUs = 1_700_000_000_000_000;

    private readonly ArrayBufferWriter<byte> _payload = new();
    private int _ids;

    public UserVenue(UserDataOptions? options = null)
    {
        Node = new UserNode(options);
        foreach (string name in new[] { "BTC", "ETH", "USDT" }) Apply(new AddAsset(new AssetSpec { Name = name }));
        Apply(new SetFeeTier(1, new FeeRates(One / 1000, One / 500)));
        Apply(new AddSymbol(Symbol("BTCUSDT", 1)), new AddSymbol(Symbol("ETHUSDT", 2)));
        Open("alice", feeTier: 1, tradeGroupId: -1);
        Open("bob", feeTier: 0, tradeGroupId: 9);
        Open("carol", feeTier: 0, tradeGroupId: 9);
    }

    public UserNode Node { get; }

    public VenueView View => Node.View;

    public IReadOnlyList<Outcome> Outcomes { get; private set; } = [];

    /// <summary>Time of the next entry.</summary>
    public long NowUs { get; set; } = StartUs;

    /// <inheritdoc cref="UserNode.Listen"/>
    public RecordingListener Listen(int account, bool microseconds = false, int subscriptionId = 0) =>
        Node.Listen(account, null, microseconds, subscriptionId, keyId: account - 1);

    /// <summary>Applies commands as one entry, a second after the last one.</summary>
    public void Apply(params object[] commands)
    {
        _payload.ResetWrittenCount();
        CommandWriter.Begin(_payload);
        foreach (object command in commands) Write(command);
        NowUs += 1_000_000;
        Node.Apply(new Entry(Node.Machine.Sequence + 1, NowUs, _payload.WrittenSpan.ToArray()));
        Outcomes = [.. Node.Events.Outcomes];
    }

    /// <summary>Applies a command that must be done; returns the id it made.</summary>
    public long Do(object command)
    {
        Apply(command);
        Assert.Equal(RejectReason.None, Outcomes[0].Reason);
        return Outcomes[0].Id;
    }

    /// <inheritdoc cref="UserNode.Told"/>
    public IReadOnlyList<string> Told(RecordingListener listener) => Node.Told(listener);

    public long Place(int account, OrderParameters order, int symbol = 1) => Do(Order(account, order, symbol));

    public PlaceOrder Order(int account, OrderParameters order, int symbol = 1)
    {
        if (order.ClientOrderId.IsEmpty) order.ClientOrderId = NextId();
        return new PlaceOrder { Context = Context(account), SymbolId = symbol, Order = order };
    }

    public long Cancel(int account, long orderId, string ownId = "cancel") => Do(new CancelOrder
    {
        Context = Context(account),
        SymbolId = 1,
        Target = new OrderReference { OrderId = orderId },
        NewClientOrderId = ClientId.From(ownId),
    });

    public ClientId NextId() => ClientId.From($"id{++_ids}");

    public static CommandContext Context(int account) => new() { AccountId = account, KeyId = account - 1 };

    public static OrderParameters Limit(Side side, decimal price, decimal quantity) => new()
    {
        Side = side,
        Type = OrderType.Limit,
        Price = (long)(price * One),
        Quantity = (long)(quantity * One),
        SelfTradePrevention = SelfTradePreventionMode.None,
    };

    public static OrderParameters Market(Side side, decimal quantity) => new()
    {
        Side = side,
        Type = OrderType.Market,
        Quantity = (long)(quantity * One),
        SelfTradePrevention = SelfTradePreventionMode.None,
    };

    public static KeySpec Key(int account) => new()
    {
        AccountId = account,
        ApiKey = $"key{account}",
        Material = new byte[] { 1 },
    };

    public void Dispose() => Node.Dispose();

    private static SymbolSpec Symbol(string name, int baseAsset) => new()
    {
        Name = name,
        BaseAssetId = baseAsset,
        QuoteAssetId = 3,
        Filters = new SymbolFilters(),
    };

    private void Open(string name, int feeTier, int tradeGroupId)
    {
        int id = (int)Do(new OpenAccount(new AccountSpec
        {
            Name = name,
            FeeTier = feeTier,
            TradeGroupId = tradeGroupId,
            Rights = AccountRights.Ordinary | AccountRights.Unlimited,
        }));
        Do(new CreateKey(Key(id)));
        foreach (int asset in new[] { 1, 3 }) Do(new Deposit(id, asset, 1000 * One, 7));
    }

    private void Write(object command)
    {
        switch (command)
        {
            case PlaceOrder place: CommandWriter.Write(_payload, in place); break;
            case PlaceOrderList list: CommandWriter.Write(_payload, in list); break;
            case CancelOrder cancel: CommandWriter.Write(_payload, in cancel); break;
            case CancelOpenOrders cancelAll: CommandWriter.Write(_payload, in cancelAll); break;
            case CancelOrderList cancelList: CommandWriter.Write(_payload, in cancelList); break;
            case CancelReplaceOrder replace: CommandWriter.Write(_payload, in replace); break;
            case AmendOrder amend: CommandWriter.Write(_payload, in amend); break;
            case CancelAllAfter timer: CommandWriter.Write(_payload, in timer); break;
            default: CommandWriter.WriteOperator(_payload, command); break;
        }
    }
}
