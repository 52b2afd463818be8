using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Reference;

namespace Bourse.Twin.Slow;

/// <summary>Steps 1 to 3 of placing: who sends, for which symbol, and whether the market is open.</summary>
public sealed class Gate(SlowState state)
{
    public RejectReason ToPlace(in CommandContext context, int symbolId)
    {
        RejectReason sender = Sender(in context, mustTrade: true);
        if (sender != RejectReason.None) return sender;
        RejectReason symbol = Symbol(in context, symbolId);
        if (symbol != RejectReason.None) return symbol;
        return IsTrading(symbolId) ? RejectReason.None : RejectReason.MarketClosed;
    }

    /// <summary>As to place; under protocol version 2 it is enough that nothing is halted.</summary>
    public RejectReason ToAmend(in CommandContext context, int symbolId)
    {
        RejectReason toPlace = ToPlace(in context, symbolId);
        if (toPlace != RejectReason.MarketClosed || state.ProtocolVersion < 2) return toPlace;
        return IsHalted(symbolId) ? RejectReason.MarketClosed : RejectReason.None;
    }

    public RejectReason ToCancel(in CommandContext context, int symbolId)
    {
        RejectReason sender = Sender(in context, mustTrade: false);
        if (sender != RejectReason.None) return sender;
        RejectReason symbol = Symbol(in context, symbolId);
        if (symbol != RejectReason.None) return symbol;
        return IsHalted(symbolId) ? RejectReason.MarketClosed : RejectReason.None;
    }

    /// <summary>As to cancel, whatever the trading status; symbol 0 needs a key for all symbols.</summary>
    public RejectReason ToSetTimer(in CommandContext context, int symbolId)
    {
        RejectReason sender = Sender(in context, mustTrade: false);
        if (sender != RejectReason.None) return sender;
        if (symbolId != 0) return Symbol(in context, symbolId);
        return context.KeyId != 0 && state.Keys[context.KeyId].AllowedSymbols.Count > 0
            ? RejectReason.SymbolRestricted
            : RejectReason.None;
    }

    public bool IsTrading(int symbolId) => state.Status == TradingStatus.Trading
        && state.Symbols[symbolId].Spec.Status == TradingStatus.Trading;

    private bool IsHalted(int symbolId) => state.Status == TradingStatus.Halt
        || state.Symbols[symbolId].Spec.Status == TradingStatus.Halt;

    private RejectReason Sender(in CommandContext context, bool mustTrade)
    {
        if (context.ExpiresAtUs != 0 && state.TimeUs > context.ExpiresAtUs) return RejectReason.RecvWindowExceeded;
        if (!state.Accounts.TryGetValue(context.AccountId, out SlowAccount? account)) return RejectReason.UnknownAccount;
        if (context.KeyId != 0)
        {
            if (!state.Keys.TryGetValue(context.KeyId, out KeySpec? key) || key.AccountId != context.AccountId)
                return RejectReason.UnknownKey;
            if (key.IsRevoked || (key.ExpiresAtUs != 0 && state.TimeUs > key.ExpiresAtUs)) return RejectReason.KeyRevoked;
        }
        return mustTrade && !account.Has(AccountRights.CanTrade) ? RejectReason.AccountMayNotTrade : RejectReason.None;
    }

    private RejectReason Symbol(in CommandContext context, int symbolId)
    {
        if (!state.Symbols.ContainsKey(symbolId)) return RejectReason.UnknownSymbol;
        if (context.KeyId == 0) return RejectReason.None;
        IReadOnlyList<int> allowed = state.Keys[context.KeyId].AllowedSymbols;
        return allowed.Count > 0 && !allowed.Contains(symbolId) ? RejectReason.SymbolRestricted : RejectReason.None;
    }
}
