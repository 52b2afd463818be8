using Bourse.Venue.Accounts;
using Bourse.Venue.Books;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue;

/// <summary>
/// Questions to the state as of the last entry applied. Nothing here changes it. Not safe beside <see cref="StateMachine.Apply"/>:
/// the replica sees to that.
/// </summary>
public sealed class VenueView
{
    public TradingStatus Status => throw new NotSupportedException();

    public VenueSettings Settings => throw new NotSupportedException();

    public int ProtocolVersion => throw new NotSupportedException();

    /// <summary>Ids run from 1 to this.</summary>
    public int AssetCount => throw new NotSupportedException();

    public int SymbolCount => throw new NotSupportedException();

    public int AccountCount => throw new NotSupportedException();

    public int KeyCount => throw new NotSupportedException();

    /// <summary>Null when there is none with this id; so are the next three.</summary>
    public AssetSpec? Asset(int assetId) => throw new NotSupportedException();

    public SymbolSpec? Symbol(int symbolId) => throw new NotSupportedException();

    public AccountSpec? Account(int accountId) => throw new NotSupportedException();

    public KeySpec? Key(int keyId) => throw new NotSupportedException();

    /// <summary>Null when the tier was never set.</summary>
    public FeeRates? FeeTier(int tier) => throw new NotSupportedException();

    /// <summary>The rates that hold for an account on a symbol: the symbol's own, else those of the account's tier.</summary>
    public FeeRates FeesOf(int accountId, int symbolId) => throw new NotSupportedException();

    public Balance Balance(int accountId, int assetId) => throw new NotSupportedException();

    /// <summary>Finds an open order.</summary>
    public bool TryOrder(long orderId, out OrderFields order) => throw new NotSupportedException();

    /// <summary>Finds an open order of an account by its client order id.</summary>
    public bool TryOrder(int accountId, in ClientId clientOrderId, out OrderFields order) => throw new NotSupportedException();

    /// <summary>Appends an account's open orders, oldest first; symbol 0 is every symbol.</summary>
    public void OpenOrders(int accountId, int symbolId, ICollection<OrderFields> into) => throw new NotSupportedException();

    /// <summary>Finds an open order list.</summary>
    public bool TryOrderList(long orderListId, out OrderListFields list) => throw new NotSupportedException();

    /// <summary>Finds an open order list of an account by its client id.</summary>
    public bool TryOrderList(int accountId, in ClientId listClientOrderId, out OrderListFields list) =>
        throw new NotSupportedException();

    /// <summary>Appends an account's open order lists, oldest first.</summary>
    public void OpenOrderLists(int accountId, ICollection<OrderListFields> into) => throw new NotSupportedException();

    /// <summary>Unfilled orders counted in the running window of each of the settings' limits, in their order.</summary>
    public void OrderCounts(int accountId, Span<int> counts) => throw new NotSupportedException();

    /// <summary>Price of the symbol's last trade; 0 when it never traded.</summary>
    public long LastPrice(int symbolId) => throw new NotSupportedException();

    /// <summary>
    /// Volume weighted average price over the preceding minutes as the filters use it, 0 to 60; the last price when nothing
    /// traded in them or for 0 minutes; 0 when it never traded.
    /// </summary>
    public long AveragePrice(int symbolId, int minutes) => throw new NotSupportedException();

    /// <summary>The symbol's book update number: depth's lastUpdateId.</summary>
    public long BookUpdateId(int symbolId) => throw new NotSupportedException();

    /// <summary>Appends at most <paramref name="limit"/> levels of visible quantity, best first.</summary>
    public void Depth(int symbolId, Side side, int limit, ICollection<DepthLevel> into) => throw new NotSupportedException();

    /// <summary>What <see cref="StateMachine.Apply"/> would refuse this order with now; changes nothing (POST /order/test).</summary>
    public RejectReason Test(in PlaceOrder command) => throw new NotSupportedException();

    /// <summary>When the account's dead man's switch for the symbol (0: for all) fires, microseconds; 0 when it is off.</summary>
    public long CancelAllAtUs(int accountId, int symbolId) => throw new NotSupportedException();

    /// <summary>Walks the state and adds up every amount.</summary>
    public LedgerProof ProveLedger() => throw new NotSupportedException();
}
