using Bourse.Venue.Events;

namespace Bourse.Streams.UserData;

/// <summary>A report of a prevented match, with what only the match itself knows.</summary>
internal struct PreventedReport
{
    public ExecutionReport Report;
    public long Price;

    /// <summary>The taker's trade group; -1 for none.</summary>
    public int TradeGroupId;
}
