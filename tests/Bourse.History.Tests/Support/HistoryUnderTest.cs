using Bourse.History.Storage;

namespace Bourse.History.Tests.Support;

/// <summary>A projection over a store, as a node has it, and what a crash leaves of it.</summary>
internal sealed class HistoryUnderTest : IDisposable
{
    /// <summary>Options under which nothing is written unless somebody waits.</summary>
    public static readonly HistoryOptions OnlyWhenAsked = new()
    {
        FlushInterval = TimeSpan.FromHours(1),
        SyncInterval = TimeSpan.FromHours(1),
    };

    public HistoryUnderTest(HistoryHome home, HistoryOptions? options = null)
    {
        Store = home.Open();
        Projection = new HistoryProjection(Store, options ?? OnlyWhenAsked);
        Queries = new HistoryQueries(Projection);
    }

    public IHistoryStore Store { get; }

    public HistoryProjection Projection { get; }

    public HistoryQueries Queries { get; }

    /// <summary>Feeds entries to the venue's next ones.</summary>
    public void Feed(SyntheticVenue venue, int entries)
    {
        for (int i = 0; i < entries; i++)
        {
            venue.Next();
            Projection.OnEntry(venue.Entry, venue.Events, null!);
        }
    }

    /// <summary>Ends as a killed process does: what was not committed is gone.</summary>
    public void Crash()
    {
        Projection.Abandon();
        Store.Dispose();
    }

    public void Dispose()
    {
        Projection.Dispose();
        Store.Dispose();
    }
}
