using Bourse.Api.Limits;

namespace Bourse.Api.Tests.Hosting;

/// <summary>
/// One venue for all tests of a class; each test opens accounts of its own where it needs a clean one.
/// </summary>
public sealed class VenueFixture : IAsyncLifetime
{
    internal TestVenue Venue { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Venue = await TestVenue.StartAsync(new ApiOptions
    {
        Limits = new LimitOptions { ExemptAddresses = ["127.0.0.1"] },
    });

    public ValueTask DisposeAsync() => Venue.DisposeAsync();
}
