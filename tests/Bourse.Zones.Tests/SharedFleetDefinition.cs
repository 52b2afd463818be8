namespace Bourse.Zones.Tests;

/// <summary>The tests that take the shared fleet, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SharedFleetDefinition : ICollectionFixture<SharedFleet>
{
    public const string Name = "shared fleet";
}
