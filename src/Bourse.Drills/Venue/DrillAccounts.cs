namespace Bourse.Drills.Venue;

/// <summary>The accounts of one run of a drill.</summary>
/// <param name="Prefix">What the names of accounts and orders of the run begin with.</param>
/// <param name="Own">For what the drill sends besides the load.</param>
internal sealed record DrillAccounts(string Prefix, DrillAccount[] Resting, DrillAccount[] Crossing, DrillAccount Own)
{
    public IEnumerable<DrillAccount> All => [.. Resting, .. Crossing, Own];
}
