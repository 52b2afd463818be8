using Bourse.Venue.Accounts;
using Bourse.Venue.Books;
using Bourse.Venue.Events;
using Bourse.Venue.Limits;
using Bourse.Venue.Lists;
using Bourse.Venue.Matching;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue;

/// <summary>
/// Everything that the state machine knows, and the events of the running entry. It keeps; the desks act.
/// </summary>
internal sealed class VenueState
{
    /// <summary>The market of each level that the running command touched, in the order of first touch.</summary>
    private readonly List<Market> _touches = [];

    public long Sequence;
    public long TimeUs;
    public TradingStatus Status;
    public int ProtocolVersion = 1;
    public long LastOrderId;
    public long LastOrderListId;
    public long LastExecutionId;

    /// <summary>The newest protocol version that this process goes along with; no part of the state.</summary>
    public int ProtocolVersionMax = StateMachine.ProtocolVersionMax;

    /// <summary>Without any account: a snapshot's are still to come.</summary>
    public VenueState()
    {
        Rates.Configure(Settings.OrderRateLimits, 0);
        Markets = new MarketRegistry(_touches);
    }

    public VenueSettings Settings { get; private set; } = new();

    public AssetRegistry Assets { get; } = new();

    public MarketRegistry Markets { get; }

    public FeeTiers FeeTiers { get; } = new();

    public AccountRegistry Accounts { get; } = new();

    public KeyRegistry Keys { get; } = new();

    public OrderStore Orders { get; } = new();

    public ListStore Lists { get; } = new();

    public OrderRateClock Rates { get; } = new();

    public CancelAllTimers Timers { get; } = new();

    /// <summary>Where the running entry's events go.</summary>
    public EventBuffer Events { get; private set; } = new();

    /// <summary>A new venue: nothing but the fee account and fee tier 0.</summary>
    public static VenueState Empty()
    {
        var state = new VenueState();
        state.Accounts.Add(new AccountSpec
        {
            Id = AccountSpec.FeeAccountId,
            Name = "fees",
            Rights = AccountRights.None,
        });
        return state;
    }

    /// <summary>Takes the next entry's place, time and buffer.</summary>
    public void Begin(long sequence, long atUs, EventBuffer events)
    {
        Invariant.Check(sequence == Sequence + 1);
        Sequence = sequence;
        if (atUs > TimeUs) TimeUs = atUs;
        Rates.SetTime(TimeUs);
        Events = events;
    }

    /// <summary>Other rules over all symbols. Other order rate limits start all counts at 0 (rule 30).</summary>
    public void Configure(VenueSettings settings)
    {
        bool isSame = settings.OrderRateLimits.SequenceEqual(Settings.OrderRateLimits);
        Settings = settings;
        if (isSame) return;
        Rates.Configure(settings.OrderRateLimits, TimeUs);
        for (int id = 1; id <= Accounts.Count; id++) Accounts.Find(id)!.OrderCounts = default;
    }

    /// <summary>The rates that hold for an account on a symbol.</summary>
    public FeeRates FeesOf(Account account, Market market) => market.Spec.Fees ?? FeeTiers.RatesOf(account.FeeTier);

    /// <summary>Tells of every level that the command changed: its last events (rule 36).</summary>
    public void EmitLevels()
    {
        foreach (Market market in _touches)
            if (market.TryTakeChange(out LevelChange change)) EmitLevel(market, in change);
        _touches.Clear();
    }

    /// <summary>Begins with books as they are, as after reading a snapshot.</summary>
    public void ForgetTouched()
    {
        foreach (Market market in _touches) market.TryTakeChange(out _);
        _touches.Clear();
    }

    private void EmitLevel(Market market, in LevelChange change)
    {
        ref LevelEvent level = ref Events.AddLevel();
        level.UpdateId = ++market.BookUpdateId;
        level.Price = change.Price;
        level.Quantity = change.Now;
        level.SymbolId = market.Id;
        level.Side = change.Side;
    }
}
