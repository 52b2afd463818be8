using Microsoft.Extensions.Logging;

namespace Bourse.Log.Sqlite;

/// <summary>The thread that owns the writing connection and works off jobs in order.</summary>
internal sealed partial class WriterThread : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly Queue<WriterJob> _jobs = new();
    private readonly SqliteWriter _writer;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _failure;
    private bool _isStopping;

    public WriterThread(SqliteWriter writer, ILogger logger)
    {
        _writer = writer;
        _logger = logger;
        new Thread(Run) { IsBackground = true, Name = "bourse-log-writer", Priority = ThreadPriority.AboveNormal }.Start();
    }

    public void Add(WriterJob job)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isStopping, this);
            _jobs.Enqueue(job);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Ends after the jobs that already wait. Does not block: who awaits an append may dispose on this very thread.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.Pulse(_gate);
        }
        await _ended.Task.ConfigureAwait(false);
    }

    private void Run()
    {
        while (Take() is { } job)
        {
            RunOne(job);
            if (_failure is null) Checkpoint();
        }
        _writer.Dispose();
        _ended.SetResult();
    }

    private WriterJob? Take()
    {
        lock (_gate)
        {
            while (_jobs.Count == 0)
            {
                if (_isStopping) return null;
                Monitor.Wait(_gate);
            }
            return _jobs.Dequeue();
        }
    }

    private void RunOne(WriterJob job)
    {
        Exception? fault = _failure;
        try
        {
            if (fault is null) job.Run(_writer);
        }
        catch (LogUnavailableException e)
        {
            fault = e;
        }
        catch (Exception e)
        {
            fault = _failure = e;
            LogFailed(e);
        }
        if (fault is null) job.Complete();
        else job.Fail(fault);
    }

    private void Checkpoint()
    {
        try
        {
            _writer.CheckpointWhenDue();
        }
        catch (LogUnavailableException e)
        {
            LogCheckpointPutOff(e);
        }
        catch (Exception e)
        {
            _failure = e;
            LogFailed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The log takes no more entries.")]
    private partial void LogFailed(Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The write-ahead log could not be moved into the database; it grows until it can.")]
    private partial void LogCheckpointPutOff(Exception fault);
}
