namespace Bourse.Drills.Venue;

/// <summary>
/// The symbol of one run of a drill, of assets that nothing else has: no order of another run is in its book.
/// </summary>
internal sealed record DrillMarket(string Base, string Quote)
{
    public string Symbol => Base + Quote;

    public IReadOnlyList<string> Assets => [Base, Quote];
}
