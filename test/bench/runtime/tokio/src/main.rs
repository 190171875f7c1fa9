// The cases of ../cases.cpp as one writes them with tokio, two worker threads: `tokio-bench CASE` prints
// the nanoseconds that an operation takes; `tokio-bench echo PORT` serves.
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{mpsc, Mutex};

// As `std::hint::black_box`, which Debian's rustc does not have yet.
fn keep<T>(value: T) {
    let at = &value as *const T as *const u8;
    unsafe { std::ptr::read_volatile(at) };
}

fn two() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}
fn one() -> Runtime {
    Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
}
fn here() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn wall() -> f64 {
    use std::time::{SystemTime, UNIX_EPOCH};
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos() as f64
}

// The body as a task of its own, as all work is; the time per operation.
fn measure<F, B>(rt: Runtime, clock: fn() -> f64, n: usize, body: B) -> f64
where
    B: Fn(usize) -> F,
    F: std::future::Future<Output = ()> + Send + 'static,
{
    rt.block_on(async move {
        tokio::spawn(body(n / 10)).await.unwrap();
        let before = clock();
        tokio::spawn(body(n)).await.unwrap();
        (clock() - before) / n as f64
    })
}

#[inline(never)]
async fn child(n: usize) -> usize {
    n
}

async fn children(n: usize) {
    let mut sum = 0;
    for i in 0..n {
        // A child of its own, as a task<T> is: the futures of async functions are values otherwise.
        sum += Box::pin(child(i)).await;
    }
    keep(sum);
}
async fn yields(n: usize) {
    for _ in 0..n {
        tokio::task::yield_now().await;
    }
}
async fn spawns(n: usize) {
    for i in 0..n {
        keep(tokio::spawn(child(i)).await.unwrap());
    }
}
async fn locks(n: usize) {
    let m = Mutex::new(0usize);
    for _ in 0..n {
        *m.lock().await += 1;
    }
}
// A task on each worker; a value goes to and fro.
async fn wakes(n: usize) {
    let (to, mut from) = mpsc::channel::<usize>(1);
    let (back, mut answer) = mpsc::channel::<usize>(1);
    let other = tokio::spawn(async move {
        while let Some(v) = from.recv().await {
            back.send(v).await.unwrap();
        }
    });
    for i in 0..n {
        to.send(i).await.unwrap();
        answer.recv().await.unwrap();
    }
    drop(to);
    other.await.unwrap();
}
const PRODUCERS: usize = 4;
async fn unbounded(n: usize) {
    let (tx, mut rx) = mpsc::unbounded_channel::<usize>();
    for p in 0..PRODUCERS {
        let tx = tx.clone();
        tokio::spawn(async move {
            for i in 0..n / PRODUCERS {
                tx.send(p + i).unwrap();
            }
        });
    }
    drop(tx);
    let mut sum = 0;
    while let Some(v) = rx.recv().await {
        sum += v;
    }
    keep(sum);
}
async fn bounded(n: usize, capacity: usize) {
    let (tx, mut rx) = mpsc::channel::<usize>(capacity);
    for p in 0..PRODUCERS {
        let tx = tx.clone();
        tokio::spawn(async move {
            for i in 0..n / PRODUCERS {
                tx.send(p + i).await.unwrap();
            }
        });
    }
    drop(tx);
    let mut sum = 0;
    while let Some(v) = rx.recv().await {
        sum += v;
    }
    keep(sum);
}
async fn joins(n: usize) {
    let mut set = Vec::with_capacity(n);
    for i in 0..n {
        set.push(tokio::spawn(child(i)));
    }
    for h in set {
        h.await.unwrap();
    }
}
// Deadlines of 0 to 100 ms, in no order.
fn delay(i: usize) -> Duration {
    Duration::from_micros((i as u64).wrapping_mul(7919) % 100_000)
}
async fn timers_fired(n: usize) {
    let mut set = Vec::with_capacity(n);
    let start = tokio::time::Instant::now();
    for i in 0..n {
        set.push(tokio::spawn(async move { tokio::time::sleep_until(start + delay(i)).await }));
    }
    for h in set {
        h.await.unwrap();
    }
}
// Each armed for what ends long before it.
async fn timers_unused(n: usize) {
    for i in 0..n {
        let limit = Duration::from_secs(60) + delay(i);
        tokio::time::timeout(limit, tokio::task::yield_now()).await.unwrap();
    }
}
// All armed at once by tasks, then all cancelled.
async fn timers_cancelled(n: usize) {
    let mut set = Vec::with_capacity(n);
    let armed = Arc::new(AtomicUsize::new(0));
    for i in 0..n {
        let armed = armed.clone();
        set.push(tokio::spawn(async move {
            armed.fetch_add(1, Ordering::Relaxed);
            tokio::time::sleep(Duration::from_secs(60) + delay(i)).await
        }));
    }
    while armed.load(Ordering::Relaxed) != n {
        tokio::task::yield_now().await;
    }
    for h in &set {
        h.abort();
    }
    for h in set {
        let _ = h.await;
    }
}

// Nanoseconds of all threads.
fn cpu() -> f64 {
    let mut sum = 0.0;
    for thread in std::fs::read_dir("/proc/self/task").unwrap() {
        let stat = std::fs::read_to_string(thread.unwrap().path().join("schedstat")).unwrap();
        sum += stat.split(' ').next().unwrap().parse::<f64>().unwrap();
    }
    sum
}

async fn serve(mut s: tokio::net::TcpStream) {
    s.set_nodelay(true).unwrap();
    let mut buffer = [0u8; 4096];
    while let Ok(n) = s.read(&mut buffer).await {
        if n == 0 || s.write_all(&buffer[..n]).await.is_err() {
            break;
        }
    }
}
fn echo(port: u16, workers: usize) {
    let rt = if workers == 1 { here() } else { two() };
    rt.block_on(async move {
        let l = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        println!("ready");
        loop {
            let (s, _) = l.accept().await.unwrap();
            tokio::spawn(serve(s));
        }
    });
}

async fn joins_of_1000(n: usize) {
    for _ in 0..n / 1000 {
        joins(1000).await;
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let ns = match args[1].as_str() {
        "echo" => return echo(args[2].parse().unwrap(), args[3].parse().unwrap()),
        "child" => measure(one(), wall, 5_000_000, children),
        "yield" => measure(one(), wall, 2_000_000, yields),
        "yield-1" => measure(here(), wall, 2_000_000, yields),
        "spawn" => measure(two(), wall, 500_000, spawns),
        "spawn-1" => measure(here(), wall, 500_000, spawns),
        "mutex" => measure(one(), wall, 2_000_000, locks),
        "wake" => measure(two(), wall, 200_000, wakes),
        "unbounded" => measure(two(), wall, 4_000_000, unbounded),
        "bounded-1" => measure(two(), wall, 400_000, |n| bounded(n, 1)),
        "bounded-16" => measure(two(), wall, 1_000_000, |n| bounded(n, 16)),
        "bounded-1000" => measure(two(), wall, 4_000_000, |n| bounded(n, 1000)),
        "join-1000" => measure(two(), wall, 1_000_000, joins_of_1000),
        "join-1000000" => measure(two(), wall, 1_000_000, joins),
        "timers-fired" => measure(two(), cpu, 100_000, timers_fired),
        "timers-unused" => measure(two(), cpu, 1_000_000, timers_unused),
        "timers-cancelled" => measure(two(), cpu, 100_000, timers_cancelled),
        other => {
            eprintln!("no case is called {other}");
            std::process::exit(2);
        }
    };
    println!("{ns:.2}");
}
