using Bourse.Venue.Accounts;
using Bourse.Venue.Books;
using Bourse.Venue.Commands;
using Bourse.Venue.Desks;
using Bourse.Venue.Ledger;
using Bourse.Venue.Lists;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;
using Bourse.Venue.Snapshots;

namespace Bourse.Venue;

/// <summary>
/// Questions to the state as of the last entry applied. Nothing here changes it. Not safe beside <see
/// cref="StateMachine.Apply"/>:
/// the replica sees to that.
/// </summary>
public sealed class VenueView
{
    private readonly VenueState _state;
    private readonly PlaceDesk _places;

    internal VenueView(VenueState state, PlaceDesk places)
    {
        _state = state;
        _places = places;
    }

    /// <summary>Sequence number of the last entry applied; 0 before the first.</summary>
    public long Sequence => _state.Sequence;

    public TradingStatus Status => _state.Status;

    public VenueSettings Settings => _state.Settings;

    public int ProtocolVersion => _state.ProtocolVersion;

    /// <inheritdoc cref="StateMachine.StateHash"/>
    public ulong StateHash() => StateHasher.Hash(_state);

    /// <summary>Ids run from 1 to this.</summary>
    public int AssetCount => _state.Assets.Count;

    public int SymbolCount => _state.Markets.Count;

    public int AccountCount => _state.Accounts.Count;

    public int KeyCount => _state.Keys.Count;

    /// <summary>Null when there is none with this id; so are the next three.</summary>
    public AssetSpec? Asset(int assetId) => _state.Assets.Find(assetId);

    public SymbolSpec? Symbol(int symbolId) => _state.Markets.Find(symbolId)?.Spec;

    public AccountSpec? Account(int accountId) => _state.Accounts.Find(accountId)?.Spec;

    public KeySpec? Key(int keyId) => _state.Keys.Find(keyId)?.Spec;

    /// <summary>Null when the tier was never set.</summary>
    public FeeRates? FeeTier(int tier) => _state.FeeTiers.Find(tier);

    /// <summary>
    /// The rates that hold for an account on a symbol: the symbol's own, else those of the account's tier; none for
    /// unknown ids.
    /// </summary>
    public FeeRates FeesOf(int accountId, int symbolId) =>
        _state.Accounts.Find(accountId) is { } account && _state.Markets.Find(symbolId) is { } market
            ? _state.FeesOf(account, market)
            : default;

    public Balance Balance(int accountId, int assetId)
    {
        if (assetId <= 0 || _state.Accounts.Find(accountId) is not { } account) return default;
        BalanceRow row = account.Balances.Read(assetId);
        return new Balance(row.Free, row.Locked);
    }

    /// <summary>
    /// The greatest reference of the account's transfers since protocol version 2: a new one must be above it. 0 before
    /// the first.
    /// </summary>
    public long LastTransferReference(int accountId) => _state.Accounts.Find(accountId)?.LastTransferReference ?? 0;

    /// <summary>Finds an open order.</summary>
    public bool TryOrder(long orderId, out OrderFields order) => TryCopy(_state.Orders.Find(orderId), out order);

    /// <summary>Finds an open order of an account by its client order id.</summary>
    public bool TryOrder(int accountId, in ClientId clientOrderId, out OrderFields order) =>
        TryCopy(_state.Orders.Find(accountId, in clientOrderId), out order);

    /// <summary>Appends an account's open orders, oldest first; symbol 0 is every symbol.</summary>
    public void OpenOrders(int accountId, int symbolId, ICollection<OrderFields> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        OpenOrder? order = _state.Accounts.Find(accountId)?.FirstOrder;
        for (; order is not null; order = order.NextOfAccount)
            if (symbolId == 0 || order.Market.Id == symbolId) into.Add(order.Fields);
    }

    /// <summary>Finds an open order list.</summary>
    public bool TryOrderList(long orderListId, out OrderListFields list) =>
        TryCopy(_state.Lists.Find(orderListId), out list);

    /// <summary>Finds an open order list of an account by its client id.</summary>
    public bool TryOrderList(int accountId, in ClientId listClientOrderId, out OrderListFields list) =>
        TryCopy(_state.Lists.Find(accountId, in listClientOrderId), out list);

    /// <summary>Appends an account's open order lists, oldest first.</summary>
    public void OpenOrderLists(int accountId, ICollection<OrderListFields> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        OpenList? list = _state.Accounts.Find(accountId)?.FirstList;
        for (; list is not null; list = list.NextOfAccount) into.Add(list.Fields);
    }

    /// <summary>
    /// Unfilled orders counted in the running window of each of the settings' limits, in their order.
    /// </summary>
    public void OrderCounts(int accountId, Span<int> counts)
    {
        counts.Clear();
        if (_state.Accounts.Find(accountId) is not { } account) return;
        for (int i = 0; i < counts.Length && i < _state.Rates.LimitCount; i++)
            counts[i] = _state.Rates.CountOf(account, i);
    }

    /// <summary>Price of the symbol's last trade; 0 when it never traded.</summary>
    public long LastPrice(int symbolId) => _state.Markets.Find(symbolId)?.LastPrice ?? 0;

    /// <summary>
    /// Volume weighted average price over the preceding minutes as the filters use it, 0 to 60; the last price when
    /// nothing
    /// traded in them or for 0 minutes; 0 when it never traded.
    /// </summary>
    public long AveragePrice(int symbolId, int minutes) =>
        _state.Markets.Find(symbolId)?.AveragePriceOf(minutes, _state.TimeUs) ?? 0;

    /// <summary>The symbol's book update number: depth's lastUpdateId.</summary>
    public long BookUpdateId(int symbolId) => _state.Markets.Find(symbolId)?.BookUpdateId ?? 0;

    /// <summary>Appends at most <paramref name="limit"/> levels of visible quantity, best first.</summary>
    public void Depth(int symbolId, Side side, int limit, ICollection<DepthLevel> into) =>
        _state.Markets.Find(symbolId)?.Book.Depth(side, limit, into);

    /// <summary>
    /// What <see cref="StateMachine.Apply"/> would refuse this order with now; changes nothing (POST /order/test).
    /// </summary>
    public RejectReason Test(in PlaceOrder command)
    {
        OrderDraft draft = default;
        return _places.Check(in command, ref draft);
    }

    /// <summary>
    /// When the account's dead man's switch for the symbol (0: for all) fires, microseconds; 0 when it is off.
    /// </summary>
    public long CancelAllAtUs(int accountId, int symbolId) => _state.Timers.Find(accountId, symbolId);

    /// <summary>Walks the state and adds up every amount.</summary>
    public LedgerProof ProveLedger() => LedgerProver.Prove(_state);

    private static bool TryCopy(OpenOrder? found, out OrderFields order)
    {
        order = found is null ? default : found.Fields;
        return found is not null;
    }

    private static bool TryCopy(OpenList? found, out OrderListFields list)
    {
        list = found is null ? default : found.Fields;
        return found is not null;
    }
}
