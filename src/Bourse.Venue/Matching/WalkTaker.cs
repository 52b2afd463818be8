using Bourse.Venue.Accounts;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Matching;

/// <summary>An order to market that a <see cref="MarketWalk"/> lets take from the book without changing it.</summary>
internal ref struct WalkTaker
{
    public Market Market;
    public Account Account;
    public Side Side;
    public SelfTradePreventionMode Mode;

    /// <summary>By quote amount: only the budget binds.</summary>
    public bool IsByQuote;

    /// <summary>What it still wants; not used by quote amount.</summary>
    public long Remaining;

    /// <summary>What it may still pay or receive; <see cref="Matcher.NoBudget"/> when nothing binds.</summary>
    public long Budget;

    /// <summary>The walk may stop when the quote passes this: it could not be held anyway.</summary>
    public long QuoteMax;

    /// <summary>What it took.</summary>
    public long Quantity;
    public long Quote;
}
