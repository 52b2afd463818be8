using System.Globalization;

namespace Bourse.Venue.Tests.Scenarios;

/// <summary>Amounts as people write them: "0.5" is 50,000,000 units.</summary>
public static class AmountText
{
    public static long Parse(string text) =>
        (long)(decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 100_000_000m);

    public static string Of(long units) =>
        (units / 100_000_000m).ToString("0.########", CultureInfo.InvariantCulture);
}
