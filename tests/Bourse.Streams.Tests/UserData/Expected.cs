namespace Bourse.Streams.Tests.UserData;

/// <summary>Compares whole events, letter for letter. The expected text may be broken into lines anywhere.</summary>
internal static class Expected
{
    public static void Same(string expected, IReadOnlyList<string> events)
    {
        string joined = string.Concat(expected.Split('\n').Select(line => line.Trim()));
        Assert.Equal(joined.Replace("}}{", "}}\n{", StringComparison.Ordinal), string.Join("\n", events));
    }
}
