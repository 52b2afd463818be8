using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Matching;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Orders;

/// <summary>
/// The first checks of every trading command: time, account, key, symbol, trading status (steps 1 to 3).
/// </summary>
internal sealed class CommandGate(VenueState state)
{
    /// <summary>For commands that trade: the account must be allowed to, and the market open.</summary>
    public RejectReason Trade(in CommandContext context, int symbolId, out Account account, out Market market)
    {
        RejectReason reason = FindTraded(in context, symbolId, out account, out market);
        if (reason != RejectReason.None) return reason;
        return StatusOf(market) == TradingStatus.Trading ? RejectReason.None : RejectReason.MarketClosed;
    }

    /// <summary>For amendments: as to trade, but from protocol version 2 on CancelOnly lets them through.</summary>
    public RejectReason Amend(in CommandContext context, int symbolId, out Account account, out Market market)
    {
        RejectReason reason = FindTraded(in context, symbolId, out account, out market);
        if (reason != RejectReason.None) return reason;
        TradingStatus status = StatusOf(market);
        bool isOpen = status == TradingStatus.Trading
            || (status == TradingStatus.CancelOnly && state.ProtocolVersion >= 2);
        return isOpen ? RejectReason.None : RejectReason.MarketClosed;
    }

    /// <summary>For commands that cancel.</summary>
    public RejectReason Cancel(in CommandContext context, int symbolId, out Account account, out Market market)
    {
        market = null!;
        RejectReason reason = Identify(in context, out account, out Key? key);
        if (reason != RejectReason.None) return reason;
        reason = FindMarket(key, symbolId, out market);
        if (reason != RejectReason.None) return reason;
        return StatusOf(market) == TradingStatus.Halt ? RejectReason.MarketClosed : RejectReason.None;
    }

    /// <summary>For the dead man's switch: symbol 0 is every symbol, and the trading status does not matter.</summary>
    public RejectReason Timer(in CommandContext context, int symbolId, out Account account)
    {
        RejectReason reason = Identify(in context, out account, out Key? key);
        if (reason != RejectReason.None) return reason;
        if (symbolId != 0) return FindMarket(key, symbolId, out _);
        return key is { HasSymbolList: true } ? RejectReason.SymbolRestricted : RejectReason.None;
    }

    /// <summary>The stricter of the venue's and the symbol's status.</summary>
    public TradingStatus StatusOf(Market market)
    {
        TradingStatus venue = state.Status, symbol = market.Spec.Status;
        if (venue == TradingStatus.Halt || symbol == TradingStatus.Halt) return TradingStatus.Halt;
        return venue == TradingStatus.Trading ? symbol : venue;
    }

    private RejectReason FindTraded(
        in CommandContext context, int symbolId, out Account account, out Market market)
    {
        market = null!;
        RejectReason reason = Identify(in context, out account, out Key? key);
        if (reason != RejectReason.None) return reason;
        return account.CanTrade ? FindMarket(key, symbolId, out market) : RejectReason.AccountMayNotTrade;
    }

    private RejectReason Identify(in CommandContext context, out Account account, out Key? key)
    {
        key = null;
        account = state.Accounts.Find(context.AccountId)!;
        if (context.ExpiresAtUs != 0 && state.TimeUs > context.ExpiresAtUs) return RejectReason.RecvWindowExceeded;
        if (account is null) return RejectReason.UnknownAccount;
        if (context.KeyId == 0) return RejectReason.None;
        key = state.Keys.Find(context.KeyId);
        if (key is null || key.AccountId != account.Id) return RejectReason.UnknownKey;
        return key.IsRefused(state.TimeUs) ? RejectReason.KeyRevoked : RejectReason.None;
    }

    private RejectReason FindMarket(Key? key, int symbolId, out Market market)
    {
        market = state.Markets.Find(symbolId)!;
        if (market is null) return RejectReason.UnknownSymbol;
        return key is null || key.Allows(symbolId) ? RejectReason.None : RejectReason.SymbolRestricted;
    }
}
