using System.Diagnostics;

namespace Bourse.Redis.Tests.Hosting;

/// <summary>Waits for what another thread or process does, without a word about how soon.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task TrueAsync(string what, Func<Task<bool>> isTrue)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await isTrue())
        {
            if (Stopwatch.GetElapsedTime(start) > Patience) throw new TimeoutException($"Never: {what}");
            await Task.Delay(10);
        }
    }

    public static Task TrueAsync(string what, Func<bool> isTrue) => TrueAsync(what, () => Task.FromResult(isTrue()));
}
