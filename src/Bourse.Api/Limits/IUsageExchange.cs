namespace Bourse.Api.Limits;

/// <summary>Where the nodes of a fleet tell each other what client addresses have used.</summary>
public interface IUsageExchange
{
    /// <summary>
    /// Tells what this node counted, in full and not as a difference, so that telling it twice changes nothing; answers what the
    /// other nodes did. Any exception means that the fleet cannot be asked now. Must end within about a second.
    /// </summary>
    /// <param name="windows">The clock windows that the counts are of.</param>
    /// <param name="counts">May be empty: then it only says that this node is there.</param>
    Task<UsageAnswer> ExchangeAsync(
        UsageWindows windows, IReadOnlyList<AddressCounts> counts, CancellationToken cancellation);
}
