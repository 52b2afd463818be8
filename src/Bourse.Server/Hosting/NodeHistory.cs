using Bourse.History;
using Bourse.Replica;

namespace Bourse.Server.Hosting;

/// <summary>History in a process.</summary>
/// <param name="Consumer">What the replica tells of every entry.</param>
/// <param name="Source">Where questions go.</param>
/// <param name="Projection">What writes it; null where another process does.</param>
internal sealed record NodeHistory(IEventConsumer Consumer, IHistorySource Source, HistoryProjection? Projection)
{
    public static NodeHistory Of(HistoryProjection projection) => new(projection, projection, projection);
}
