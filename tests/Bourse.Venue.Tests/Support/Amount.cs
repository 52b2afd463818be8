using System.Globalization;

namespace Bourse.Venue.Tests.Support;

/// <summary>Amounts as people write them.</summary>
public static class Amount
{
    public static long Of(string text) => (long)(decimal.Parse(text, CultureInfo.InvariantCulture) * 100_000_000m);
}
