using Bourse.Server.Seed;
using Bourse.Venue.Reference;

namespace Bourse.Server.Tests.Seed;

/// <summary>The demo venue has the limits that clients know.</summary>
public sealed class DemoSeedTests
{
    /// <summary>CHANGELOG.md, 2025-08-12: 20 order lists, 10 amendments; 2026-02-24: 100 parts of an iceberg.</summary>
    [Fact]
    public void Its_symbols_have_the_limits_of_the_specification()
    {
        SeedDocument demo = SeedSource.Load("demo").Document;
        Assert.NotEmpty(demo.Symbols);
        foreach ((_, SymbolSpec symbol) in demo.Symbols)
            Assert.Equal(
                (symbol.Name, 20, 10, 100),
                (symbol.Name, symbol.Filters.OrderListsMax, symbol.Filters.OrderAmendsMax, symbol.Filters.IcebergParts));
    }
}
