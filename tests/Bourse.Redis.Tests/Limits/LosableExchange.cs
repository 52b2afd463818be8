using Bourse.Api.Limits;

namespace Bourse.Redis.Tests.Limits;

/// <summary>Passes on to the real exchange; on demand its answer is lost after Redis has done what was asked.</summary>
internal sealed class LosableExchange(IUsageExchange exchange) : IUsageExchange
{
    public int AnswersToLose { get; set; }

    public async Task<UsageAnswer> ExchangeAsync(
        UsageWindows windows, IReadOnlyList<AddressCounts> counts, CancellationToken cancellation)
    {
        UsageAnswer answer = await exchange.ExchangeAsync(windows, counts, cancellation);
        if (AnswersToLose == 0) return answer;
        AnswersToLose--;
        throw new TimeoutException("The answer was lost.");
    }
}
